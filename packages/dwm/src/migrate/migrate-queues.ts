import { contactEntry } from '@dwmops/bulk-sync'
import { type ErasedContacts, readErased } from '@dwmops/erasure'
import { type Entry, openQueue, type Queue } from '@dwmops/mongo-queue'
import type { Db, Document } from 'mongodb'
import type { Databases } from '../databases.ts'
import { type BroughtOver, readBroughtOver } from './brought-over.ts'
import { batchOf, contactOf, exportedAt, isLocked, type OldQueue, oldQueues } from './old-queues.ts'

/** What became of the rows of one old queue. */
export interface MigratedQueue {
  readonly queue: string
  readonly to: string
  rows: number
  /** Brought over now. */
  migrated: number
  /** There already: brought over before, or exported anew since. */
  already: number
  /** Left alone: held by a run of the old fleet. */
  locked: number
  /** Left alone: the same contact stands in a later queue, or with a newer export. */
  superseded: number
  /** Left alone: the person was erased after that export. */
  erased: number
}

export interface Migration {
  readonly queues: readonly MigratedQueue[]
  /** Names in `queueList` that no stage of this fleet knows; left alone. */
  readonly unknownQueues: readonly string[]
}

export interface MigrateOptions {
  readonly dryRun: boolean
  readonly includeLocked: boolean
}

const rowsAWrite = 1000

/**
 * Brings the live rows of the old fleet's queues over, each contact once: its newest export, from the latest queue that
 * holds it. Only reads the old database. Repeating it, however late, brings over what has come since and changes nothing else.
 */
export async function migrateQueues(
  old: Db,
  { queueDb, rulesDb }: Databases,
  options: MigrateOptions,
): Promise<Migration> {
  const listed = await old.collection('queueList').distinct('queueName')
  const known = oldQueues.filter(({ name }) => listed.includes(name))
  const facts = {
    queue: openQueue(queueDb, { owner: 'dwm', stage: 'dwm' }),
    winners: await findWinners(old, known),
    broughtOver: await readBroughtOver(queueDb),
    erased: await readErased({ queueDb, rulesDb }),
    ...options,
  }
  const queues: MigratedQueue[] = []
  for (const from of known) queues.push(await migrateQueue(old, from, facts))
  const unknownQueues = listed.filter((name) => !oldQueues.some((one) => one.name === name)).map(String)
  return { queues, unknownQueues }
}

/** For each contact, the row that counts: newest export first, then latest queue. */
async function findWinners(old: Db, queues: readonly OldQueue[]): Promise<Map<string, string>> {
  const best = new Map<string, { exported: number; place: string }>()
  for (const { name } of queues) {
    const rows = old.collection(name).find({}, { projection: { emailAddress: 1, ContactID: 1 } })
    for await (const row of rows) {
      const { key } = contactEntry(contactOf(row))
      const exported = exportedAt(row).getTime()
      const present = best.get(key)
      if (present === undefined || exported >= present.exported)
        best.set(key, { exported, place: placeOf(name, row) })
    }
  }
  return new Map([...best].map(([key, { place }]) => [key, place]))
}

interface Facts extends MigrateOptions {
  readonly queue: Queue
  readonly winners: ReadonlyMap<string, string>
  readonly broughtOver: BroughtOver
  readonly erased: ErasedContacts
}

async function migrateQueue(old: Db, from: OldQueue, facts: Facts): Promise<MigratedQueue> {
  const { queue, broughtOver, dryRun } = facts
  const counts = {
    queue: from.name,
    to: from.to,
    rows: 0,
    migrated: 0,
    already: 0,
    locked: 0,
    superseded: 0,
    erased: 0,
  }
  const rows = old.collection(from.name).find().sort({ _id: 1 })
  for await (const { entries, exported } of byExport(wantedRows(rows, from, facts, counts))) {
    const { unchanged } = await queue.add(from.to, entries, { exportedAt: exported, dryRun })
    if (!dryRun) await broughtOver.note(entries, exported)
    counts.already += unchanged
    counts.migrated += entries.length - unchanged
  }
  return counts
}

interface WantedRow {
  readonly entry: Entry
  readonly exported: Date
}

async function* wantedRows(
  rows: AsyncIterable<Document>,
  from: OldQueue,
  { winners, broughtOver, erased, includeLocked }: Facts,
  counts: MigratedQueue,
): AsyncGenerator<WantedRow> {
  for await (const row of rows) {
    counts.rows += 1
    const entry = entryOf(row, from)
    const exported = exportedAt(row)
    if (winners.get(entry.key) !== placeOf(from.name, row)) counts.superseded += 1
    else if (erased.has({ key: entry.key, contact: entry.payload['ContactID'] }, exported)) counts.erased += 1
    else if (broughtOver.has(entry, exported)) counts.already += 1
    else if (isLocked(row) && !includeLocked) counts.locked += 1
    else yield { entry, exported }
  }
}

/** Runs of rows that were exported at the same time, to be added as one export. */
async function* byExport(
  rows: AsyncIterable<WantedRow>,
): AsyncGenerator<{ entries: Entry[]; exported: Date }> {
  let run: { entries: Entry[]; exported: Date } | undefined
  for await (const { entry, exported } of rows) {
    const fits = run?.exported.getTime() === exported.getTime() && run.entries.length < rowsAWrite
    if (run !== undefined && fits) run.entries.push(entry)
    else {
      if (run !== undefined) yield run
      run = { entries: [entry], exported }
    }
  }
  if (run !== undefined) yield run
}

function entryOf(row: Document, { dead }: OldQueue): Entry {
  const entry = contactEntry(contactOf(row))
  return {
    ...entry,
    ...batchOf(row),
    priority: Number(row['_priority']) || 0,
    ...(dead !== undefined && entry.dead === undefined && { dead }),
  }
}

function placeOf(queue: string, row: Document): string {
  return `${queue} ${row['_id']}`
}
