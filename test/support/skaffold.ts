import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { repository } from './kube-manifests.ts'

const buildCommand = '.ci/build-skaffold'
const binary = execFileSync(path.join(repository, buildCommand), ['--where'], { encoding: 'utf8' }).trim()

/** Why skaffold cannot be asked here; undefined: it can. */
export const whyNoSkaffold = existsSync(binary) ? undefined : `skaffold is not built yet: run ${buildCommand}`

/**
 * What the newest skaffold that can be built knows, in place of what skaffold.yaml is written for: v4beta14 differs by build
 * arguments of buildpacks alone, which are not used.
 */
const [written, known] = ['skaffold/v4beta14', 'skaffold/v4beta13'] as const

export interface Skaffold {
  /** Runs a command on skaffold.yaml, or on another text in its place. */
  run(
    command: readonly string[],
    yaml?: string,
  ): Promise<{ exitCode: number | null; out: string; err: string }>
  stop(): void
}

/** skaffold.yaml as it stands. */
export const skaffoldYaml = readFileSync(path.join(repository, 'skaffold.yaml'), 'utf8')

/** skaffold with a home of its own, no registry and no telemetry. In Docker's place somebody answers that a base image triggers nothing. */
export async function startSkaffold(): Promise<Skaffold> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-skaffold-'))
  mkdirSync(path.join(folder, '.skaffold'))
  const quiet = { global: { 'collect-metrics': false, survey: { 'disable-prompt': true } }, kubeContexts: [] }
  writeFileSync(path.join(folder, '.skaffold/config'), JSON.stringify(quiet))
  const docker = createServer(({ url = '' }, response) => {
    const isImage = /\/images\/.+\/json$/.test(url)
    response.writeHead(isImage || url.endsWith('/_ping') ? 200 : 404, { 'api-version': '1.41' })
    response.end(isImage ? JSON.stringify({ Id: 'sha256:0', Config: {} }) : undefined)
  }).listen(0, '127.0.0.1')
  await once(docker, 'listening')
  const address = docker.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  const env = {
    ...{ PATH: process.env['PATH'], HOME: folder, TMPDIR: folder },
    ...{ DOCKER_HOST: `tcp://127.0.0.1:${address.port}`, SKAFFOLD_UPDATE_CHECK: 'false' },
  }
  return {
    async run([command = '', ...options], yaml = skaffoldYaml) {
      if (!yaml.includes(written)) throw new Error(`skaffold.yaml is not ${written}`)
      const file = path.join(folder, 'skaffold.yaml')
      writeFileSync(file, yaml.replace(written, known))
      const args = [command, '--filename', file, ...options]
      const child = spawn(binary, args, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] })
      const closed = once(child, 'close')
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), closed])
      return { exitCode: child.exitCode, out, err: err.trim() }
    },
    stop() {
      docker.close()
      docker.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
