import { keyHex, openQueueReader, type Shown } from '@dwmops/mongo-queue'
import { type NotedWash, openRuleStore, type Revert, type RuleStore } from '@dwmops/rule-store'
import { type LedgerEntry, openLedger } from '@dwmops/sync-ledger'
import type { Databases } from '../databases.ts'
import { type KnownRuns, readKnownRuns } from './known-runs.ts'
import { reportedWashes } from './reported-washes.ts'
import type { Timeline, TimelineExport, TimelineHop, TimelineNow, TimelineSync } from './timeline.ts'

/** Washes of a contact that are returned at most. */
const mostWashes = 200
/** Published versions among which the rules of a wash are looked for. */
const mostVersions = 500
const contactPrefix = 'contact:'

/**
 * Reads the timeline of a contact, by its address, its item id, or `contact:ID` with the id of its history; undefined when nothing
 * is known of it. All reads go by an index, whatever else the databases hold.
 */
export async function readTimeline(
  { queueDb, rulesDb }: Databases,
  name: string,
): Promise<Timeline | undefined> {
  const store = openRuleStore(rulesDb)
  const key = name.trim()
  const itemId = /^[0-9a-f]{24}$/.test(key)
    ? key
    : keyHex(key.startsWith(contactPrefix) ? key : key.toLowerCase())
  const [shown, notes, undos] = await Promise.all([
    openQueueReader(queueDb).show(itemId),
    store.washes.ofItem(itemId),
    store.reverts.ofItems([itemId]),
  ])
  const noted = [...notes, ...undos].map(({ contact }) => contact)
  const contactIds = await contactIdsOf(store, key, shown, noted)
  const [history, entries, versions] = await Promise.all([
    store.history.ofContacts(contactIds, { limit: mostWashes }),
    openLedger(queueDb, { stage: 'insight' }).byIds(namedSyncs(shown)),
    notes.length === 0 ? [] : store.versions(mostVersions),
  ])
  if (shown === undefined && history.length === 0) return undefined
  const owners = entries.flatMap(({ owner }) => owner ?? [])
  const runs = await readKnownRuns(queueDb, { ids: notes.map(({ run }) => run), owners })
  return {
    key: shown?.item.key,
    itemId,
    contactIds: contactIds.map(String),
    now: shown && nowOf(shown),
    exports: exportsOf(shown, { entries, runs, undos }),
    washes: reportedWashes(history, notes, { runs, versions }),
    hops: hopsOf(shown, { entries, notes, runs }),
    imports: importsOf(shown, entries, runs),
    undos,
  }
}

/** What its history goes by: as noted with its washes and undos, as its payload says, or as it was asked for. */
async function contactIdsOf(
  store: RuleStore,
  key: string,
  shown: Shown | undefined,
  noted: readonly unknown[],
): Promise<unknown[]> {
  const asked = key.startsWith(contactPrefix) ? [key.slice(contactPrefix.length)] : []
  const fields = shown === undefined ? [] : await store.history.idFields()
  const held = fields.flatMap((field) => shown?.item.payload[field] ?? [])
  // a blank id is shared by all that have none
  return [...new Set([...asked, ...noted, ...held])].filter((id) => id !== '' && id !== null)
}

function namedSyncs(shown: Shown | undefined): string[] {
  const { batch, syncs = [] } = shown?.item ?? {}
  return [...syncs, ...(batch ? [batch.id] : [])]
}

function nowOf({ item, claim }: Shown): TimelineNow {
  const { queue, state, enteredAt, addedAt, attempts, generation, lastError, pendingVersion } = item
  return {
    queue,
    state,
    since: enteredAt,
    addedAt,
    attempts,
    generation,
    heldBy: claim && { stage: claim.stage, owner: claim.owner, until: claim.until },
    lastError,
    newerExportAt: pendingVersion?.exportedAt,
  }
}

interface ExportFacts {
  readonly entries: readonly LedgerEntry[]
  readonly runs: KnownRuns
  readonly undos: readonly Revert[]
}

/** An undo brings a version too, which was not exported. */
function exportsOf(shown: Shown | undefined, { entries, runs, undos }: ExportFacts): TimelineExport[] {
  if (shown === undefined || shown.item.exportedAt.getTime() === 0) return []
  const { exportedAt, batch } = shown.item
  if (batch === null || undos.some(({ undo }) => undo === batch.id))
    return [{ at: exportedAt, batch: undefined, sync: undefined }]
  const entry = entries.find(({ id }) => id === batch.id)
  return [{ at: exportedAt, batch, sync: entry && reportedSync(entry, runs) }]
}

function importsOf(
  shown: Shown | undefined,
  entries: readonly LedgerEntry[],
  runs: KnownRuns,
): TimelineSync[] {
  const imports = entries.filter(({ id }) => id !== shown?.item.batch?.id)
  return imports.map((entry) => reportedSync(entry, runs)).reverse()
}

function reportedSync({ data: _, ...entry }: LedgerEntry, runs: KnownRuns): TimelineSync {
  return { ...entry, run: runs.byOwner(entry.owner) }
}

interface HopFacts {
  readonly entries: readonly LedgerEntry[]
  readonly notes: readonly NotedWash[]
  readonly runs: KnownRuns
}

/** A hop was made by the run whose sync carried its claim; one out of the washing queue by the run of the wash before it. */
function hopsOf(shown: Shown | undefined, { entries, notes, runs }: HopFacts): TimelineHop[] {
  const trail = shown?.item.trail ?? []
  return trail
    .map(({ did, from, to, at, claim }) => {
      const sync = entries.find((entry) => entry.claim === claim)
      const wash = did === 'moved' && sync === undefined ? notes.findLast((note) => note.at <= at) : undefined
      const washed = wash !== undefined && from === 'dwmQueue' ? runs.byId(wash.run) : undefined
      return { at, did, from, to, run: runs.byOwner(sync?.owner) ?? washed }
    })
    .reverse()
}
