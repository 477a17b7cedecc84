import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { localBases, makeLocalBases, storeEnvironment } from './image-bases.ts'
import { repository } from './kube-manifests.ts'

/** Why images cannot be built and run here; undefined: they can. */
export const whyNoImages = ['buildah', 'podman', 'runc', 'apt-get'].some(isMissing)
  ? 'no buildah, podman, runc or apt-get: run .ci/install-tools'
  : process.getuid?.() === 0
    ? undefined
    : 'only root can run an image as the high user that OpenShift picks'

export interface ContainerRun {
  readonly exitCode: number | null
  readonly output: string
}

export interface ImageConfig {
  readonly user: string
  readonly entrypoint: readonly string[]
  readonly bytes: number
}

const env = storeEnvironment()
const imageOf = (program: string) => `localhost/dwmops/${program}`

/** Builds the program's image from the repository, with bases of this machine in place of those in a registry. */
export async function buildImage(program: string): Promise<ImageConfig> {
  await build(program, { from: repository, options: ['--layers', '--tag', imageOf(program)] })
  const [inspected] = JSON.parse(
    execFileSync('podman', ['image', 'inspect', imageOf(program)], { env, encoding: 'utf8' }),
  )
  return { user: inspected.Config.User, entrypoint: inspected.Config.Entrypoint, bytes: inspected.Size }
}

/**
 * Builds the program's image anew from the sources in a folder, with the given time (seconds since 1970) in place of the clock's, as
 * SOURCE_DATE_EPOCH has it in the workflow. Returns its digest, and keeps no image.
 */
export async function digestOfBuild(program: string, from: string, time: number): Promise<string> {
  const image = `${imageOf(program)}-${randomUUID()}`
  await build(program, { from, options: ['--no-cache', '--timestamp', String(time), '--tag', image] })
  try {
    const digest = ['image', 'inspect', '--format', '{{.Digest}}', image]
    return execFileSync('podman', digest, { env, encoding: 'utf8' }).trim()
  } finally {
    spawnSync('podman', ['image', 'rm', image], { env, stdio: 'ignore' })
  }
}

interface Build {
  readonly from: string
  readonly options: readonly string[]
}

async function build(program: string, { from, options }: Build): Promise<void> {
  await makeLocalBases()
  const certificates = process.env['NODE_EXTRA_CA_CERTS']
  const secret =
    certificates !== undefined && existsSync(certificates) ? ['--secret', `id=ca,src=${certificates}`] : []
  const argument = (name: string, value: string) => ['--build-arg', `${name}=${value}`]
  const child = spawn(
    'buildah',
    [
      ...['bud', '--isolation', 'chroot', '--pull-never', ...secret],
      // not buildah's own limits, which may be more than this machine allows
      ...['--ulimit', 'nofile=4096:4096', '--ulimit', 'nproc=4096:4096'],
      ...['--file', 'packages/Dockerfile', '--ignorefile', 'packages/Dockerfile.dockerignore'],
      ...argument('BUILD_IMAGE', localBases.build),
      ...argument('BASE_IMAGE', localBases.runtime),
      ...argument('STAGE', program),
      ...[...options, '.'],
    ],
    { cwd: from, env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const closed = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  if (child.exitCode !== 0) throw new Error(`image of ${program}: ${(stdout + stderr).slice(-3000)}`)
}

/** Layers of other days' builds, which no image has any more, would fill the store. What somebody uses just then stays, which is no failure. */
export function forgetOldLayers(): void {
  spawnSync('podman', ['image', 'prune', '--force', '--filter', 'until=24h'], { env, stdio: 'ignore' })
}

/** Starts the image as OpenShift's restricted-v2 would: a user that no image knows, group 0, no capabilities, a read-only root. */
export function startRestricted(
  program: string,
  settings: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  options: readonly string[] = [],
) {
  const user = `${randomInt(1_000_000_000, 1_900_000_000)}:0`
  const child = spawn(
    'podman',
    [
      ...[
        '--runtime',
        'runc',
        '--cgroup-manager',
        'cgroupfs',
        'run',
        '--rm',
        '--pull',
        'never',
        '--network',
        'host',
      ],
      ...['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'],
      ...['--user', user, '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
      ...['--tmpfs', '/tmp:rw,size=64m,mode=1777', ...options],
      ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      imageOf(program),
      ...args,
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const closed = once(child, 'close')
  const finished: Promise<ContainerRun> = Promise.all([text(child.stdout), text(child.stderr), closed]).then(
    ([stdout, stderr]) => ({ exitCode: child.exitCode, output: stdout + stderr }),
  )
  return { process: child, finished }
}

function isMissing(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
}
