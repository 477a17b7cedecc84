import { chmod, copyFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'
import type { Progress } from '../progress.ts'
import { fetchDebianPackages } from './debian-packages.ts'

const major = '18'
const versionFolder = `usr/lib/postgresql/${major}`
/** Raised when what is made of the packages changes: the old folder is then left alone and a new one made. */
const layout = 1

/** Needed by parts that are not used (rasters, perl wrappers, locales, services); names change with sid. */
const leaveOut = [
  /^libgdal\d/,
  /^libsfcgal\d/,
  /^postgresql-(client-)?common$/,
  /^(ssl-cert|debconf|locales|tzdata|adduser|proj-data|fonts-.*|libc-bin|sensible-utils)$/,
  /^(systemd|libpam-.*|perl.*|netbase)$/,
]

/** A PostgreSQL with the DocumentDB extension that runs from its folder, whatever is installed here. */
export interface PostgresEngine {
  folder: string
  /** Path of one of its programs: postgres, initdb, psql. */
  program(name: 'postgres' | 'initdb' | 'psql'): string
}

/** Returns the engine, from the cache or, the first time, from Debian sid. */
export async function postgresEngine(progress: Progress): Promise<PostgresEngine> {
  const folder = await fetchDebianPackages({
    suite: 'sid',
    packages: [`postgresql-${major}-documentdb`],
    withDependencies: true,
    leaveOut,
    into: join(cacheFolder(), `postgres-${major}-documentdb-sid-${process.arch}-${layout}`),
    witnesses: [`${versionFolder}/bin/postgres.real`],
    finish: makeRelocatable,
    progress,
  })
  return { folder, program: (name) => join(folder, versionFolder, 'bin', name) }
}

async function makeRelocatable(root: string): Promise<void> {
  const programs = join(root, versionFolder, 'bin')
  for (const name of ['postgres', 'initdb', 'psql']) {
    await rename(join(programs, name), join(programs, `${name}.real`))
    await copyFile(join(import.meta.dirname, 'through-loader.sh'), join(programs, name))
    await chmod(join(programs, name), 0o755)
  }
  // where it is installed, update-alternatives makes this link
  const extensions = join(root, 'usr/share/postgresql', major, 'extension')
  await symlink('postgis-3.control', join(extensions, 'postgis.control')).catch(() => {})
  await removeUnused(root)
}

async function removeUnused(root: string): Promise<void> {
  const share = ['doc', 'man', 'locale', 'lintian', 'bug', 'i18n', 'bash-completion', 'info', 'doc-base']
  const unused = [...share.map((name) => `usr/share/${name}`), 'var', 'etc']
  const engine = [
    `${versionFolder}/lib/bitcode`,
    `${versionFolder}/lib/pgxs`,
    `usr/share/postgresql/${major}/man`,
  ]
  for (const path of [...unused, ...engine]) await rm(join(root, path), { recursive: true, force: true })
  for (const libraries of await readdir(join(root, 'usr/lib')))
    await rm(join(root, 'usr/lib', libraries, 'gconv'), { recursive: true, force: true })
}
