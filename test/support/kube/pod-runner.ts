import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  ApiException,
  CoreV1Api,
  KubeConfig,
  makeInformer,
  setHeaderOptions,
  type V1ContainerState,
  type V1Pod,
} from '@kubernetes/client-node'
import { serveKubeletLogs } from './kubelet-logs.ts'
import { environmentOf } from './pod-environment.ts'
import type { PodRun } from './pod-run.ts'

/** The command that stands for an image; undefined: there is no such image. */
export type ImageCommand = (image: string, pod: V1Pod) => readonly [string, ...string[]] | undefined

export interface PodRunner {
  /** Every pod that was started, in order. */
  readonly runs: readonly PodRun[]
  stop(): Promise<void>
}

const nodeName = 'local'
const merge = setHeaderOptions('Content-Type', 'application/merge-patch+json')

/**
 * Plays scheduler and kubelet: binds each pod to one node and runs its one container as a process of this machine, with
 * the pod's environment; its exit code becomes the pod's. A deleted pod gets SIGTERM, its grace period, SIGKILL. Volumes,
 * users and read-only roots are not its business: images are tested for these.
 */
export async function startPodRunner(kubeconfig: string, commandOf: ImageCommand): Promise<PodRunner> {
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  const core = config.makeApiClient(CoreV1Api)
  const runs: PodRun[] = []
  const logs = await serveKubeletLogs(kubeconfig, runs)
  await makeNode(core, logs.port)

  const known = new Map<string, Promise<void>>()
  const ending = new Set<string>()
  let stopped = false

  const take = (pod: V1Pod) => {
    const uid = pod.metadata?.uid ?? ''
    if (stopped) return
    if (pod.metadata?.deletionTimestamp !== undefined) {
      if (!ending.has(uid)) {
        ending.add(uid)
        unlessGone(endPod(core, pod, runs, known.get(uid)))
      }
    } else if (pod.spec?.nodeName === undefined) unlessGone(bind(core, pod))
    else if (pod.spec.nodeName === nodeName && !known.has(uid) && pod.status?.phase === 'Pending') {
      known.set(uid, unlessGone(runPod(core, pod, commandOf, runs)))
    }
  }
  const informer = makeInformer(config, '/api/v1/pods', () => core.listPodForAllNamespaces())
  informer.on('add', take)
  informer.on('update', take)
  informer.on('error', () => {
    if (!stopped) setTimeout(() => informer.start(), 200)
  })
  await informer.start()

  return {
    runs,
    async stop() {
      stopped = true
      await informer.stop()
      logs.stop()
      for (const run of runs) if (run.exitCode === undefined) run.process.kill('SIGKILL')
      await Promise.all(known.values())
    },
  }
}

async function makeNode(core: CoreV1Api, logsPort: number): Promise<void> {
  await core.createNode({ body: { metadata: { name: nodeName } } })
  const room = { cpu: '64', memory: '256Gi', pods: '999' }
  const ready = { type: 'Ready', status: 'True', reason: 'Local', message: '' }
  const addresses = [{ type: 'InternalIP', address: '127.0.0.1' }]
  const daemonEndpoints = { kubeletEndpoint: { Port: logsPort } }
  const body = {
    status: { conditions: [ready], capacity: room, allocatable: room, addresses, daemonEndpoints },
  }
  await core.patchNodeStatus({ name: nodeName, body }, merge)
}

async function bind(core: CoreV1Api, pod: V1Pod): Promise<void> {
  const body = {
    metadata: { name: nameOf(pod).name },
    target: { apiVersion: 'v1', kind: 'Node', name: nodeName },
  }
  await core.createNamespacedPodBinding({ ...nameOf(pod), body })
}

async function runPod(core: CoreV1Api, pod: V1Pod, commandOf: ImageCommand, runs: PodRun[]): Promise<void> {
  const container = pod.spec?.containers[0]
  if (container === undefined) throw new Error(`${nameOf(pod).name} has no container`)
  const report = (phase: string, state: V1ContainerState) =>
    reportStatus(core, pod, phase, { name: container.name, image: container.image ?? '', state })

  const command = commandOf(container.image ?? '', pod)
  if (command === undefined) {
    await report('Pending', { waiting: { reason: 'ErrImagePull' } })
    return
  }
  const environment = await environmentWhenThere(core, pod, report)
  const startedAt = new Date()
  const [program, ...args] = command
  const child = spawn(program, [...args, ...(container.args ?? [])], {
    env: { ...ofThisMachine(), HOME: '/tmp', HOSTNAME: nameOf(pod).name, ...environment },
  })
  const run: PodRun = {
    ...{ namespace: nameOf(pod).namespace, pod: nameOf(pod).name },
    component: pod.metadata?.labels?.['app.kubernetes.io/component'] ?? '',
    process: child,
    output: '',
    exitCode: undefined,
  }
  runs.push(run)
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      run.output += text
    })
  }
  const closed = new Promise<number>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143))),
  )
  await report('Running', { running: { startedAt } })
  const exitCode = await closed
  run.exitCode = exitCode
  const reason = exitCode === 0 ? 'Completed' : 'Error'
  await report(exitCode === 0 ? 'Succeeded' : 'Failed', {
    terminated: { exitCode, reason, startedAt, finishedAt: new Date() },
  })
}

/** Where programs are, and compiled modules are kept. */
function ofThisMachine(): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  return { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) }
}

/** As the kubelet does: a pod whose Secret is missing waits for it. */
async function environmentWhenThere(
  core: CoreV1Api,
  pod: V1Pod,
  report: (phase: string, state: V1ContainerState) => Promise<void>,
): Promise<Record<string, string>> {
  const container = pod.spec?.containers[0]
  if (container === undefined) return {}
  for (;;) {
    try {
      return await environmentOf(core, pod, container)
    } catch (error) {
      if (!(error instanceof ApiException) || error.code !== 404) throw error
      await report('Pending', { waiting: { reason: 'CreateContainerConfigError' } })
      await sleep(500)
    }
  }
}

/** SIGTERM, the grace period, SIGKILL; then the pod is really gone. */
async function endPod(
  core: CoreV1Api,
  pod: V1Pod,
  runs: readonly PodRun[],
  done = Promise.resolve(),
): Promise<void> {
  const child = runs.find(
    (run) => run.pod === nameOf(pod).name && run.namespace === nameOf(pod).namespace,
  )?.process
  child?.kill('SIGTERM')
  const kill = setTimeout(
    () => child?.kill('SIGKILL'),
    (pod.metadata?.deletionGracePeriodSeconds ?? 30) * 1000,
  )
  await done
  clearTimeout(kill)
  await core.deleteNamespacedPod({ ...nameOf(pod), body: { gracePeriodSeconds: 0 } })
}

async function reportStatus(
  core: CoreV1Api,
  pod: V1Pod,
  phase: string,
  container: { name: string; image: string; state: V1ContainerState },
): Promise<void> {
  const ready = phase === 'Running'
  const status = {
    phase,
    startTime: new Date(),
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    containerStatuses: [{ ...container, imageID: container.image, ready, restartCount: 0 }],
  }
  await core.patchNamespacedPodStatus({ ...nameOf(pod), body: { status } }, merge)
}

function nameOf(pod: V1Pod): { name: string; namespace: string } {
  return { name: pod.metadata?.name ?? '', namespace: pod.metadata?.namespace ?? '' }
}

/** A pod may be deleted or bound at any moment: that it is not there any more is no error. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (error instanceof ApiException && (error.code === 404 || error.code === 409)) return
    throw error
  }
}
