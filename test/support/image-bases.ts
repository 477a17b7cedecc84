import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cacheFolder, fetchDebianPackages, withFileLock } from '@dwmops/local-mongo'
import { repository } from './kube-manifests.ts'

/** Names of the bases that stand in for those of the Dockerfile, which no registry need be reached for. */
export const localBases = { build: 'localhost/dwmops-base-build', runtime: 'localhost/dwmops-base-runtime' }

/** Libraries of the Node binary and what it reads, as the distroless image has them. */
const runtimePackages = [
  'libc6',
  'libgcc-s1',
  'libstdc++6',
  'ca-certificates',
  'tzdata',
  'netbase',
  'base-files',
]
/** What `RUN` and npm need besides. */
const buildPackages = [...runtimePackages, 'dash', 'bash', 'coreutils', 'grep', 'sed']

/** Environment of buildah and podman: a store of their own in the cache folder, where layers are kept between runs. */
export function storeEnvironment(): NodeJS.ProcessEnv {
  const store = path.join(cacheFolder(), 'image-store')
  mkdirSync(store, { recursive: true })
  const configuration = path.join(store, 'storage.conf')
  writeFileSync(
    configuration,
    `[storage]\ndriver = "overlay"\ngraphroot = "${store}/graph"\nrunroot = "/tmp/dwmops-image-run"\n`,
  )
  return { ...process.env, CONTAINERS_STORAGE_CONF: configuration, BUILDAH_ISOLATION: 'chroot' }
}

/** Makes both bases when they are not in the store yet; some ten seconds, once. Test files that come to it at the same time wait for one. */
export async function makeLocalBases(): Promise<void> {
  await withFileLock(path.join(cacheFolder(), '.image-bases.lock'), () => {}, makeMissingBases)
}

async function makeMissingBases(): Promise<void> {
  const env = storeEnvironment()
  const present = (image: string) => {
    try {
      execFileSync('buildah', ['inspect', '--type', 'image', image], { env, stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  if (Object.values(localBases).every(present)) return
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-base-'))
  try {
    await makeRuntimeBase(path.join(folder, 'runtime'), env)
    await makeBuildBase(path.join(folder, 'build'), env)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function makeRuntimeBase(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const root = path.join(folder, 'root')
  await debianRoot(runtimePackages, root)
  place(nodeBinary(), path.join(root, 'nodejs/bin/node'))
  commit(folder, env, localBases.runtime, ['USER 65532', 'ENTRYPOINT ["/nodejs/bin/node"]'])
}

async function makeBuildBase(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const root = path.join(folder, 'root')
  await debianRoot(buildPackages, root)
  place(nodeBinary(), path.join(root, 'usr/local/bin/node'))
  const npm = path.join(root, 'usr/local/lib/npm')
  mkdirSync(npm, { recursive: true })
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', npm, 'npm@11'], { stdio: 'ignore' })
  const launcher = path.join(root, 'usr/local/bin/npm')
  writeFileSync(launcher, '#!/bin/sh\nexec node /usr/local/lib/npm/node_modules/npm/bin/npm-cli.js "$@"\n', {
    mode: 0o755,
  })
  commit(folder, env, localBases.build, ['ENV PATH=/usr/local/bin:/usr/bin:/bin'])
}

async function debianRoot(packages: string[], root: string): Promise<void> {
  const unpacked = await fetchDebianPackages({
    suite: 'bookworm',
    packages,
    withDependencies: true,
    leaveOut: [/^(debconf|perl|dpkg|tar|passwd|mawk|debianutils|openssl)/],
  })
  cpSync(unpacked, root, { recursive: true, verbatimSymlinks: true })
  for (const needless of [
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
    'usr/lib/x86_64-linux-gnu/gconv',
  ]) {
    rmSync(path.join(root, needless), { recursive: true, force: true })
  }
  mkdirSync(path.join(root, 'tmp'), { recursive: true, mode: 0o1777 })
  mkdirSync(path.join(root, 'root'), { recursive: true })
  mkdirSync(path.join(root, 'etc'), { recursive: true })
  writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/sbin/nologin\n')
  writeFileSync(path.join(root, 'etc/group'), 'root:x:0:\n')
}

function nodeBinary(): string {
  const binary = path.join(repository, 'node_modules/node/bin/node')
  return existsSync(binary) ? binary : process.execPath
}

function place(file: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true })
  cpSync(file, to)
}

function commit(folder: string, env: NodeJS.ProcessEnv, image: string, lines: string[]): void {
  writeFileSync(path.join(folder, 'Dockerfile'), ['FROM scratch', 'COPY root /', ...lines, ''].join('\n'))
  execFileSync('buildah', ['bud', '-q', '--isolation', 'chroot', '-t', image, folder], { env, stdio: 'pipe' })
}
