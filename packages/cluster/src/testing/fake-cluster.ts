import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { stages } from '@dwmops/fleet'

/** What one project of the API server holds, by resource; '' is for what belongs to no project. */
export interface Project {
  readonly [resource: string]: readonly object[] | 'forbidden'
}

/** An API server with just what the operator's command asks, over plain HTTP on this machine. */
export interface FakeCluster {
  readonly url: string
  /** Changes, as `PATCH cronjobs/wash-contacts {...}` with their project before them. */
  readonly changes: readonly string[]
  /** Writes a kubeconfig with one context of that name, for that project; returns its file. */
  kubeconfig(
    name: string,
    namespace: string,
    options?: { current?: boolean; token?: string },
  ): Promise<string>
  stop(): Promise<void>
}

/** Starts one; the token `expired-token-1` is refused with 401. */
export async function startFakeCluster(projects: Readonly<Record<string, Project>>): Promise<FakeCluster> {
  const changes: string[] = []
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request, projects, changes)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const folder = await mkdtemp(path.join(tmpdir(), 'fake-cluster-'))
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    changes,
    async kubeconfig(name, namespace, { current = true, token = 'good' } = {}) {
      const file = path.join(folder, `${name}.json`)
      const config = {
        clusters: [{ name, cluster: { server: url, 'insecure-skip-tls-verify': true } }],
        users: [{ name, user: { token } }],
        contexts: [{ name, context: { cluster: name, user: name, namespace } }],
        ...(current && { 'current-context': name }),
      }
      await writeFile(file, JSON.stringify(config))
      return file
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      await rm(folder, { recursive: true })
    },
  }
}

async function answer(
  request: IncomingMessage,
  projects: Readonly<Record<string, Project>>,
  changes: string[],
): Promise<{ status: number; body: object }> {
  const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1')
  const [, namespace = '', resource = '', name] =
    /\/namespaces\/([^/]+)\/([^/]+)(?:\/([^/]+))?/.exec(pathname) ?? /()([^/]+)$/.exec(pathname) ?? []
  if (request.headers.authorization === 'Bearer expired-token-1') return refused(401, 'Unauthorized')
  const found = projects[namespace]?.[resource] ?? []
  if (found === 'forbidden') return refused(403, `${resource} is forbidden`)
  if (name === undefined) return { status: 200, body: { items: found } }
  const one = found.find((item) => (item as { metadata?: { name?: string } }).metadata?.name === name)
  if (one === undefined) return refused(404, `${resource} "${name}" not found`)
  if (request.method !== 'GET') {
    changes.push(`${namespace} ${request.method} ${resource}/${name} ${await text(request)}`)
  }
  return { status: 200, body: one }
}

function refused(code: number, message: string) {
  return { status: code, body: { kind: 'Status', status: 'Failure', code, message } }
}

/** A project with all stages, each with a CronJob that is not suspended, in that environment. */
export function projectOf(environment: string, more: Project = {}): Project {
  const cronjobs = stages.map(({ name, schedule }) => ({
    metadata: { name, labels: { 'app.kubernetes.io/component': name } },
    spec: { schedule, suspend: false, jobTemplate: { spec: { template: { spec: { containers: [] } } } } },
  }))
  const configmaps = [{ metadata: { name: 'dwmops-settings' }, data: { ENVIRONMENT: environment } }]
  return { cronjobs, configmaps, pods: [], jobs: [], ...more }
}

/** A pod of a component whose container waits. */
export function podWaiting(component: string, reason: string, message: string) {
  return {
    metadata: {
      name: `${component}-1`,
      labels: { 'app.kubernetes.io/component': component },
      creationTimestamp: new Date(Date.now() - 300_000).toISOString(),
    },
    spec: { containers: [{ name: 'stage' }] },
    status: {
      phase: 'Pending',
      containerStatuses: [{ name: 'stage', state: { waiting: { reason, message } } }],
    },
  }
}
