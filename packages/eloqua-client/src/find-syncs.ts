import type { z } from 'zod'
import type { FindSyncOptions } from './eloqua.ts'
import { pagesOf } from './pages.ts'
import { sync as syncSchema } from './schemas.ts'
import { toSync } from './sync-reading.ts'
import type { Sync } from './sync-types.ts'
import type { Transport } from './transport.ts'
import { sameUri } from './uri.ts'

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
  const found: Sync[] = []
  const query = { orderBy: 'createdAt DESC' }
  let pages = 0
  for await (const page of pagesOf(transport, 'syncs', syncSchema, { ...options, query })) {
    found.push(...page.filter((sync) => sameUri(sync.syncedInstanceUri, definitionUri)).map(toSync))
    pages += 1
    if (pages >= maxPages || (since !== undefined && isPast(page, since - clockSlackMs))) break
  }
  return found
}

/** Only where the page is seen to be newest first does its last entry say that the rest is older. */
function isPast(page: readonly z.infer<typeof syncSchema>[], since: number): boolean {
  const first = Date.parse(page[0]?.createdAt ?? '')
  const last = Date.parse(page.at(-1)?.createdAt ?? '')
  return first > last && last < since
}
