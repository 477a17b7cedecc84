import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
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
  await makeLocalBases()
  const certificates = process.env['NODE_EXTRA_CA_CERTS']
  const secret =
    certificates !== undefined && existsSync(certificates) ? ['--secret', `id=ca,src=${certificates}`] : []
  const argument = (name: string, value: string) => ['--build-arg', `${name}=${value}`]
  const child = spawn(
    'buildah',
    [
      ...['bud', '--isolation', 'chroot', '--pull-never', '--layers', ...secret],
      ...['--file', 'packages/Dockerfile', '--ignorefile', 'packages/Dockerfile.dockerignore'],
      ...argument('BUILD_IMAGE', localBases.build),
      ...argument('BASE_IMAGE', localBases.runtime),
      ...argument('STAGE', program),
      ...['--tag', imageOf(program), '.'],
    ],
    { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const closed = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  if (child.exitCode !== 0) throw new Error(`image of ${program}: ${(stdout + stderr).slice(-3000)}`)
  const [inspected] = JSON.parse(
    execFileSync('podman', ['image', 'inspect', imageOf(program)], { env, encoding: 'utf8' }),
  )
  return { user: inspected.Config.User, entrypoint: inspected.Config.Entrypoint, bytes: inspected.Size }
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
