import type { z } from 'zod'
import {
  EloquaAmbiguousNameError,
  EloquaNotFoundError,
  EloquaUnknownNameError,
  EloquaValidationError,
} from '../errors.ts'
import { jsonReader } from '../http/read-json.ts'
import type { Transport } from '../http/transport.ts'
import { idOf } from '../uri.ts'
import type { CallOptions } from './metadata.ts'
import { allOf } from './pages.ts'

type Named = { name: string; uri: string }

/**
 * The one item with this id, when it is all digits, else with exactly this name. Throws EloquaUnknownNameError or
 * EloquaAmbiguousNameError.
 */
export async function oneByIdOrName<T extends Named>(
  transport: Transport,
  path: string,
  item: z.ZodType<T>,
  wanted: string,
  options?: CallOptions,
): Promise<T> {
  const isId = /^\d+$/.test(wanted)
  const isWanted = ({ name, uri }: Named) => (isId ? idOf(uri) : name) === wanted
  const found = isId
    ? await byId(transport, `${path}/${wanted}`, item, options)
    : (await searched(transport, path, item, wanted, options)).filter(isWanted)
  if (found.length > 0) return theOne(found, { path, wanted, all: [] })
  const all = await allOf(transport, path, item, options)
  return theOne(all.filter(isWanted), { path, wanted, all })
}

async function byId<T extends Named>(
  transport: Transport,
  path: string,
  item: z.ZodType<T>,
  options?: CallOptions,
): Promise<T[]> {
  const read = jsonReader(`GET ${path}`, item)
  try {
    return [await transport.call({ method: 'GET', path, read }, options)]
  } catch (error) {
    if (error instanceof EloquaNotFoundError) return []
    throw error
  }
}

/** `q` narrows the search with `*` for all but plain characters: it may match too much, or too little, or be refused. */
async function searched<T extends Named>(
  transport: Transport,
  path: string,
  item: z.ZodType<T>,
  name: string,
  options?: CallOptions,
): Promise<T[]> {
  const q = `"name=${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '*')}"`
  try {
    return await allOf(transport, path, item, { ...options, query: { q } })
  } catch (error) {
    if (error instanceof EloquaValidationError) return []
    throw error
  }
}

/** The only hit; `all`: what there is to choose from. Throws EloquaUnknownNameError or EloquaAmbiguousNameError. */
export function theOne<T extends { name: string; uri?: string | null | undefined }>(
  hits: readonly T[],
  { path, wanted, all }: { path: string; wanted: string; all: readonly T[] },
): T {
  const [first] = hits
  if (first === undefined) {
    const known = all.map(({ name }) => name)
    const message = `${path}: none of ${known.length} has the id or exactly the name "${wanted}"`
    throw new EloquaUnknownNameError(message, { path, wanted, known })
  }
  if (hits.length > 1) {
    const ids = hits.map(({ uri }) => idOf(uri ?? ''))
    const message = `${path}: ${hits.length} are named exactly "${wanted}"; use one of the ids ${ids.join(', ')}`
    throw new EloquaAmbiguousNameError(message, { path, wanted, ids })
  }
  return first
}
