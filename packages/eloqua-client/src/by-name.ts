import type { z } from 'zod'
import { EloquaAmbiguousNameError, EloquaNotFoundError, EloquaValidationError } from './errors.ts'
import type { CallOptions } from './metadata.ts'
import { allOf } from './pages.ts'
import type { Transport } from './transport.ts'

/**
 * The one item with exactly this name. `q` narrows the search with `*` for all but plain characters, which may match
 * too much; should it match too little, or be refused, all are looked through.
 */
export async function oneByName<T extends z.ZodType<{ name: string }>>(
  transport: Transport,
  path: string,
  item: T,
  name: string,
  options?: CallOptions,
): Promise<z.infer<T>> {
  const q = `"name=${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '*')}"`
  const searched = allOf(transport, path, item, { ...options, query: { q } })
  const found = exactly(await searched.catch(noneIfRefused), name)
  return theOne(
    found.length > 0 ? found : exactly(await allOf(transport, path, item, options), name),
    path,
    name,
  )
}

function noneIfRefused(error: unknown): [] {
  if (error instanceof EloquaValidationError) return []
  throw error
}

/** The only hit. Throws EloquaNotFoundError or EloquaAmbiguousNameError. */
export function theOne<T>(hits: readonly T[], path: string, name: string): T {
  const [first] = hits
  if (first === undefined) throw new EloquaNotFoundError(`${path}: none is named exactly "${name}"`, { path })
  if (hits.length > 1) {
    throw new EloquaAmbiguousNameError(`${path}: ${hits.length} are named exactly "${name}"; use an id`, {
      path,
    })
  }
  return first
}

function exactly<T extends { name: string }>(items: readonly T[], name: string): T[] {
  return items.filter((item) => item.name === name)
}
