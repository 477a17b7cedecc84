import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import memoryServer from 'mongodb-memory-server-core/package.json' with { type: 'json' }
import { cacheFolder } from './cache-folder.ts'
import { cached } from './cached.ts'
import { mongodVersion } from './installed-mongod.ts'
import { startMongod } from './mongod.ts'
import type { Progress } from './progress.ts'
import { runCommand } from './run-command.ts'
import type { PreparedMongo, WayRequest } from './way.ts'

const rememberForHours = 6

/**
 * The mongod that mongodb-memory-server downloads (its settings, `MONGOMS_*`, are heeded). Where its host cannot be
 * reached that is found out within seconds and remembered for six hours, unless just this way is asked for.
 */
export async function downloadedMongod(request: WayRequest): Promise<PreparedMongo | undefined> {
  const version = process.env['MONGOMS_VERSION'] ?? `memory-server-${memoryServer.version}`
  const folder = join(cacheFolder(), `mongod-${version}-${process.platform}-${process.arch}`)
  const program = join(folder, 'mongod')
  const memo = `${folder}.failed`
  const isForced = request.flavour === 'download'
  if (!isForced && (await hasFailedLately(memo))) return undefined
  try {
    const fill = (into: string) => download(memo, into, isForced, request.progress)
    await cached({ folder, witnesses: ['mongod'], fill, progress: request.progress })
  } catch (error) {
    if (isForced) throw error
    request.progress(
      `no mongod to be downloaded, not asked again for ${rememberForHours} h: ${lastLine(error)}`,
    )
    return undefined
  }
  const description = `${await mongodVersion(program)}, downloaded`
  return {
    flavour: 'download',
    description,
    start: () => startMongod({ program, description, flavour: 'download' }, request),
  }
}

async function download(memo: string, into: string, isForced: boolean, progress: Progress): Promise<void> {
  // another process may have found out while this one waited for its turn
  if (!isForced && (await hasFailedLately(memo))) throw new Error(await readFile(memo, 'utf8'))
  // a process of its own: the download writes to standard output, and checks certificates only when npm says so
  const environment = { npm_config_strict_ssl: 'true', NODE_USE_ENV_PROXY: '1' }
  const script = join(import.meta.dirname, 'download-mongod.ts')
  try {
    await runCommand(process.execPath, [script, into], { environment, onLine: progress })
    await mongodVersion(join(into, 'mongod'))
  } catch (error) {
    await writeFile(memo, lastLine(error))
    throw error
  }
}

async function hasFailedLately(memo: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(memo)).mtimeMs < rememberForHours * 3_600_000
  } catch {
    return false // nothing has failed yet
  }
}

function lastLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.trim().split('\n').at(-1) ?? ''
}
