import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'
import { cached } from '../cached.ts'
import type { LocalMongoFlavour } from '../local-mongo.ts'
import type { PreparedMongo, ProviderRequest } from '../provider.ts'
import { mongodVersion } from './installed-mongod.ts'
import { preparedMongod } from './mongod.ts'

const rememberForHours = 6

/** A mongod that is brought from elsewhere the first time. */
export interface MongodSource {
  flavour: LocalMongoFlavour
  /** Of the folder in the cache; tells versions apart. */
  name: string
  /** Where from, in words for people: `mongod 8.0.12, downloaded`. */
  from: string
  /** Puts a program `mongod` into the folder, or throws within seconds where it is not available. */
  fetch(into: string): Promise<void>
}

/** The mongod of a source, from the cache. That it is not available here is remembered for six hours, unless just this one is asked for. */
export async function fetchedMongod(
  source: MongodSource,
  request: ProviderRequest,
): Promise<PreparedMongo | undefined> {
  const { flavour, from } = source
  const folder = join(cacheFolder(), `mongod-${source.name}-${process.platform}-${process.arch}`)
  const program = join(folder, 'mongod')
  const memo = `${folder}.failed`
  const isForced = request.flavour === flavour
  if (!isForced && (await hasFailedLately(memo))) return undefined
  const fill = (into: string) => fetchOrRemember(source, memo, into, isForced)
  try {
    await cached({ folder, witnesses: ['mongod'], fill, progress: request.progress })
  } catch (error) {
    if (isForced) throw error
    request.progress(`no mongod ${from}, not asked again for ${rememberForHours} h: ${lastLine(error)}`)
    return undefined
  }
  const description = `${await mongodVersion(program)}, ${from}`
  return preparedMongod({ program, description, flavour }, request)
}

async function fetchOrRemember(
  source: MongodSource,
  memo: string,
  into: string,
  isForced: boolean,
): Promise<void> {
  // another process may have found out while this one waited for its turn
  if (!isForced && (await hasFailedLately(memo))) throw new Error(await readFile(memo, 'utf8'))
  try {
    await source.fetch(into)
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
