import type { z } from 'zod'
import type { FindSyncOptions } from '../eloqua.ts'
import { EloquaResponseError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { pagesOf } from '../metadata/pages.ts'
import { listedSync } from '../schemas.ts'
import { sameUri } from '../uri.ts'
import { toSync } from './sync-reading.ts'
import type { Sync } from './sync-types.ts'

/** Our clock and Eloqua's may differ, and a sync's own times do as well. */
const clockSlackMs = 600_000

/**
 * All syncs of a definition. Whether `q` filters by `syncedInstanceUri` is not known, and one that filters wrongly would
 * hide what must be found: the newest are read without it and compared here.
 */
export async function findSyncs(
  transport: Transport,
  definitionUri: string,
  { since, maxPages = 20, ...options }: FindSyncOptions = {},
): Promise<Sync[]> {
  // by URI: a sync started meanwhile moves the others on, so that pages overlap
  const found = new Map<string, Sync>()
  const query = { orderBy: 'createdAt DESC' }
  let pages = 0
  for await (const page of pagesOf(transport, 'syncs', listedSync, { ...options, query })) {
    for (const listed of page)
      if (sameUri(listed.syncedInstanceUri ?? '', definitionUri)) {
        const sync = toSync({ ...listed, syncedInstanceUri: definitionUri, status: listed.status ?? '' })
        found.set(sync.uri, sync)
      }
    pages += 1
    if (since !== undefined && isNewestFirst(page) && createdAt(page.at(-1)) < since - clockSlackMs) break
    if (pages < maxPages) continue
    // oldest first, the newest would be on a page that was not read: better no answer than a wrong one
    if (!isNewestFirst(page)) throw new EloquaResponseError(`GET syncs: ${pages} pages are not newest first`)
    break
  }
  return [...found.values()]
}

type RawSync = z.infer<typeof listedSync>

function isNewestFirst(page: readonly RawSync[]): boolean {
  return page.length < 2 || createdAt(page[0]) > createdAt(page.at(-1))
}

function createdAt(sync: RawSync | undefined): number {
  return Date.parse(sync?.createdAt ?? '')
}
