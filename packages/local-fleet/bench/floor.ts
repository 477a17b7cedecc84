/**
 * The work of a stage by the barest means, with no promise kept: `node floor.ts STAGE`. Reads MONGODB_URL, FLOOR_DATABASE,
 * RULES_DATABASE and ROWS_URL, a server that hands out exported rows page by page and takes what is sent.
 */
import { compileWasher, type RuleDocuments, ruleCollections } from '@dwmops/core'
import { exportedValues, withExportedValues } from '@dwmops/fleet'
import { durable } from '@dwmops/mongo'
import { type AnyBulkWriteOperation, type Collection, MongoClient, ObjectId } from 'mongodb'

interface Floor {
  readonly _id: ObjectId
  readonly key: string
  readonly state: string
  readonly queue: string
  readonly payload: Record<string, unknown>
  readonly [name: string]: unknown
}

const { MONGODB_URL = '', FLOOR_DATABASE = '', RULES_DATABASE = '', ROWS_URL = '' } = process.env
const client = await new MongoClient(MONGODB_URL, durable).connect()
const db = client.db(FLOOR_DATABASE)
const items: Collection<Floor> = db.collection<Floor>('items')
const now = new Date()

const works: Record<string, () => Promise<void>> = {
  'get-contacts': get,
  'wash-contacts': wash,
  'update-indicators': flag,
  'post-contacts': post,
}
await works[process.argv[2] ?? '']?.()
await client.close()

/** Pages over HTTP, insertMany of what the queue holds of a contact. */
async function get(): Promise<void> {
  for (let page = 0; ; page += 1) {
    const { items: rows } = (await (await fetch(`${ROWS_URL}?page=${page}`)).json()) as {
      items: Record<string, string>[]
    }
    if (rows.length === 0) return
    for (let first = 0; first < rows.length; first += 1000)
      await items.insertMany(rows.slice(first, first + 1000).map(documentOf), { ordered: false })
  }
}

function documentOf(payload: Record<string, string>): Floor {
  const key = (payload['emailAddress'] ?? '').toLowerCase()
  const times = { enteredAt: now, addedAt: now, exportedAt: now }
  const names = { arrival: 'x'.repeat(22), source: 'x'.repeat(43), batch: { id: 'x'.repeat(24), name: key } }
  const counts = { claim: null, priority: 0, attempts: 0, generation: 1, trail: [] }
  return {
    ...{ _id: new ObjectId(), key, queue: 'dwmQueue', state: 'ready' },
    ...{ ...counts, ...times, ...names, payload },
  }
}

/** 600 at a time: find, updateMany, the engine, bulkWrite of payloads, insertMany of history and notes. */
async function wash(): Promise<void> {
  const rulesDb = client.db(RULES_DATABASE)
  const rules = Object.fromEntries(
    await Promise.all(
      ruleCollections.map(async (name) => [name, await rulesDb.collection(name).find().toArray()]),
    ),
  ) as RuleDocuments
  const washer = compileWasher(rules, await rulesDb.collection('config').findOne())
  for (;;) {
    const found = await hold('dwmQueue', 600)
    if (found.length === 0) return
    const history: object[] = []
    const notes: object[] = []
    const writes: AnyBulkWriteOperation<Floor>[] = []
    for (const { _id, payload } of found) {
      const washed = washer.wash(payload, 0)
      if (!washed.ok) continue
      if (washed.history !== undefined) history.push(washed.history)
      notes.push({ changes: washed.changes.map(({ field, ruleType }) => ({ field, ruleType })), at: now })
      const set = {
        ...{ payload: withExportedValues(payload, washed.record) },
        ...{ state: 'ready', queue: 'indicatorQueue', claim: null },
      }
      writes.push({ updateOne: { filter: { _id }, update: { $set: set } } })
    }
    if (history.length > 0) await db.collection('history').insertMany(history, { ordered: false })
    await db.collection('notes').insertMany(notes, { ordered: false })
    await items.bulkWrite(writes, { ordered: false })
  }
}

/** 30,000 at a time: find of the address, updateMany, a POST, updateMany. */
async function flag(): Promise<void> {
  for (;;) {
    const found = await hold('indicatorQueue', 30_000, { key: 1 })
    if (found.length === 0) return
    await send(found.map(({ key }) => ({ emailAddress: key, dataStatus: 'PROCESS as MOD' })))
    await moveOn(found, { state: 'ready', queue: 'processedQueue', claim: null })
  }
}

/** 30,000 at a time: find, updateMany, POSTs of what washing changed, updateMany. */
async function post(): Promise<void> {
  for (;;) {
    const found = await hold('processedQueue', 30_000)
    if (found.length === 0) return
    const fields = new Set(found.flatMap(({ payload }) => Object.keys(exportedValues(payload) ?? {})))
    const rows = found.map(({ key, payload }) => {
      const changed = exportedValues(payload) ?? {}
      const cells = [...fields].map((field) => [field, field in changed ? payload[field] : ''])
      return { emailAddress: key, ...Object.fromEntries(cells) }
    })
    for (let first = 0; first < rows.length; first += 20_000) await send(rows.slice(first, first + 20_000))
    await moveOn(found, { state: 'done', claim: null })
  }
}

async function hold(queue: string, n: number, projection?: Record<string, 1>): Promise<Floor[]> {
  const found = await items
    .find({ state: 'ready', queue }, projection && { projection })
    .limit(n)
    .batchSize(n + 1)
    .toArray()
  if (found.length > 0) await moveOn(found, { state: 'claimed', claim: 'floor' })
  return found
}

async function moveOn(found: readonly Floor[], set: Partial<Floor>): Promise<void> {
  const ids = found.map(({ _id }) => _id)
  await items.updateMany({ _id: { $in: ids } }, { $set: set }, { hint: '_id_' })
}

async function send(rows: readonly unknown[]): Promise<void> {
  await (await fetch(ROWS_URL, { method: 'POST', body: JSON.stringify(rows) })).text()
}
