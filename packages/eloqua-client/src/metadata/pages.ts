import type { z } from 'zod'
import { jsonReader } from '../http/read-json.ts'
import type { Transport } from '../http/transport.ts'
import { page } from '../schemas.ts'
import type { CallOptions } from './metadata.ts'
import { morePages } from './more-pages.ts'

/** The largest page of everything but export data. */
const pageSize = 1000

export type Query = Readonly<Record<string, string | number>>

/** All pages of a collection, one array a page. `offset` counts records; `items` may be missing. */
export async function* pagesOf<T extends z.ZodType>(
  transport: Transport,
  path: string,
  item: T,
  options: CallOptions & { query?: Query } = {},
): AsyncGenerator<z.infer<T>[], void, undefined> {
  const read = jsonReader(`GET ${path}`, page(item))
  for (let [offset, pages] = [0, 1]; ; pages += 1) {
    const query = { limit: pageSize, offset, ...options.query }
    const answer = await transport.call({ method: 'GET', path, query, read }, options)
    const items = answer.items ?? []
    yield items
    offset += items.length
    if (!morePages(answer, { path, count: items.length, limit: pageSize, offset, pages })) return
  }
}

/** All pages in one array. */
export async function allOf<T extends z.ZodType>(
  transport: Transport,
  path: string,
  item: T,
  options: CallOptions & { query?: Query } = {},
): Promise<z.infer<T>[]> {
  const all: z.infer<T>[] = []
  for await (const items of pagesOf(transport, path, item, options)) all.push(...items)
  return all
}
