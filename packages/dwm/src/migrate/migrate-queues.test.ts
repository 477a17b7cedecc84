import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eraseContacts } from '@dwmops/erasure'
import { type TestMongo, testMongo } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { type Db, type Document, Long, ObjectId } from 'mongodb'
import { migrateQueues } from './migrate-queues.ts'

const byDefault = { dryRun: false, includeLocked: false }

describe('migrateQueues', () => {
  const database = testMongo()

  it('brings live rows over once, however often it is repeated, and writes nothing to the old queues', async () => {
    const { old, db, queue } = await prepared(database)
    await fill(old, 'dwmQueue', [row(1), row(2)])
    await fill(old, 'processedQueue', [row(3)])
    const before = await everything(old)
    const first = await migrateQueues(old, inOne(db), byDefault)
    const second = await migrateQueues(old, inOne(db), byDefault)
    assert.deepEqual(
      first.queues.map(({ migrated, already }) => [migrated, already]),
      [
        [2, 0],
        [1, 0],
      ],
    )
    assert.deepEqual(
      second.queues.map(({ migrated, already }) => [migrated, already]),
      [
        [0, 2],
        [0, 1],
      ],
    )
    assert.equal((await queue.show('contact3@example.com'))?.item.queue, 'processedQueue')
    assert.deepEqual(await everything(old), before)
  })

  it('leaves the rows of people alone who were erased since they were exported', async () => {
    const { old, db, queue } = await prepared(database)
    await fill(old, 'dwmQueue', [row(1), row(2)])
    await eraseContacts(inOne(db), ['contact1@example.com'], { who: 'test' })
    const [counts] = (await migrateQueues(old, inOne(db), byDefault)).queues
    assert.deepEqual([counts?.migrated, counts?.erased], [1, 1])
    assert.equal(await queue.show('contact1@example.com'), undefined)
  })

  it('leaves a contact alone that has gone on since it was brought over', async () => {
    const { old, db, queue } = await prepared(database)
    await fill(old, 'dwmQueue', [row(1)])
    await migrateQueues(old, inOne(db), byDefault)
    const claim = await queue.claim('dwmQueue', 1)
    await claim?.settle(claim.items.map(({ id }) => ({ id, to: 'done' })))
    await migrateQueues(old, inOne(db), byDefault)
    assert.equal((await queue.show('contact1@example.com'))?.item.state, 'done')
  })

  it('does not bring over again what is through and no longer kept, but does what was exported since', async () => {
    const { old, db, queue } = await prepared(database)
    const [first, second] = [row(1), row(2)].map((one) => ({ ...one, _id: exportedOn('2026-01-01', one) }))
    assert.ok(first && second)
    await fill(old, 'dwmQueue', [{ ...row(1), _id: exportedOn('2025-12-01', row(1)) }, first, second])
    await migrateQueues(old, inOne(db), byDefault)
    await db.collection('items').deleteMany({}) // as the database does 7 days after the end
    const [again] = (await migrateQueues(old, inOne(db), { ...byDefault, dryRun: true })).queues
    assert.deepEqual([again?.migrated, again?.already, again?.superseded], [0, 2, 1])
    await old.collection('dwmQueue').deleteOne({ _id: first._id })
    await old
      .collection('dwmQueue')
      .insertOne({ ...row(2), _id: exportedOn('2026-02-01', row(2)), city: 'York' })
    const [since] = (await migrateQueues(old, inOne(db), byDefault)).queues
    assert.deepEqual([since?.migrated, since?.already], [1, 1])
    assert.equal(await queue.show('contact1@example.com'), undefined)
    assert.equal((await queue.show('contact2@example.com'))?.item.payload['city'], 'York')
  })

  it('brings over later what was held by the old fleet the first time', async () => {
    const { old, db } = await prepared(database)
    await fill(old, 'dwmQueue', [row(1), { ...row(2), _jobName: 'RunDWM', _lockTimestamp: new Date() }])
    await migrateQueues(old, inOne(db), byDefault)
    await old.collection('dwmQueue').updateMany({}, { $set: { _jobName: '', _lockTimestamp: '' } })
    const [counts] = (await migrateQueues(old, inOne(db), byDefault)).queues
    assert.deepEqual([counts?.migrated, counts?.already], [1, 1])
  })

  it('takes the later queue of a hop that was cut in between', async () => {
    const { old, db, queue } = await prepared(database)
    const cut = row(1)
    await fill(old, 'dwmQueue', [{ ...cut, city: 'dirty' }])
    await fill(old, 'indicatorQueue', [{ ...cut, city: 'Washed' }])
    const { queues } = await migrateQueues(old, inOne(db), byDefault)
    assert.deepEqual(
      queues.map(({ superseded }) => superseded),
      [1, 0],
    )
    const shown = await queue.show('contact1@example.com')
    assert.deepEqual([shown?.item.queue, shown?.item.payload['city']], ['indicatorQueue', 'Washed'])
  })

  it('leaves out what no field of a contact can hold, as no import may write it', async () => {
    const { old, db, queue } = await prepared(database)
    const odd = {
      city: Number.NaN,
      country: new Date(0),
      company: { a: 1 },
      jobTitle: ['Clerk'],
      _priority: 'high',
    }
    const fine = { fax: null, busPhone: Long.fromString('9007199254740993'), annualRevenue: 5, title: true }
    await fill(old, 'processedQueue', [{ ...row(1), ...odd, ...fine }])
    await migrateQueues(old, inOne(db), byDefault)
    const { payload, priority } = (await queue.show('contact1@example.com'))?.item ?? {}
    assert.deepEqual(payload, {
      ...{ emailAddress: ' Contact1@Example.com', ContactID: '1' },
      ...{ fax: '', busPhone: '9007199254740993', annualRevenue: '5', title: 'true' },
    })
    assert.equal(priority, 0)
  })

  it('takes the newest export of a contact that was exported twice', async () => {
    const { old, db, queue } = await prepared(database)
    await fill(old, 'processedQueue', [{ ...row(1), _id: exportedOn('2026-01-01', row(1)), city: 'old' }])
    await fill(old, 'dwmQueue', [{ ...row(1), _id: exportedOn('2026-02-01', row(1)), city: 'new' }])
    await migrateQueues(old, inOne(db), byDefault)
    const shown = await queue.show('contact1@example.com')
    assert.deepEqual([shown?.item.queue, shown?.item.payload['city']], ['dwmQueue', 'new'])
  })

  it('brings rows of error queues over as dead letters, with their batch and priority', async () => {
    const { old, db, queue } = await prepared(database)
    const batch = new ObjectId()
    await fill(old, 'dwmPOSTErroredQueue', [
      { ...row(1), _priority: 1, _batchID: batch, _batchName: 'spring' },
    ])
    await migrateQueues(old, inOne(db), byDefault)
    const { letters } = await queue.deadLetters()
    assert.equal(letters[0]?.reason?.code, 'OLD_FLEET_POST_ERROR')
    assert.deepEqual(letters[0]?.batch, { id: batch.toHexString(), name: 'spring' })
    assert.equal((await queue.show('contact1@example.com'))?.item.priority, 1)
  })

  it('leaves what a run of the old fleet holds, unless asked for, and names queues it does not know', async () => {
    const { old, db } = await prepared(database)
    await fill(old, 'dwmQueue', [{ ...row(1), _jobName: 'RunDWM', _lockTimestamp: new Date() }])
    await fill(old, 'someQueue', [row(2)])
    const left = await migrateQueues(old, inOne(db), byDefault)
    assert.deepEqual(
      left.queues.map(({ locked, migrated }) => [locked, migrated]),
      [[1, 0]],
    )
    assert.deepEqual(left.unknownQueues, ['someQueue'])
    const taken = await migrateQueues(old, inOne(db), { ...byDefault, includeLocked: true })
    assert.equal(taken.queues[0]?.migrated, 1)
  })

  it('writes nothing on a dry run, and shows what a repeat would do', async () => {
    const { old, db, queue } = await prepared(database)
    await fill(old, 'dwmQueue', [{ ...row(1), _batchID: new ObjectId(), _batchName: 'spring' }])
    const dry = { ...byDefault, dryRun: true }
    assert.equal((await migrateQueues(old, inOne(db), dry)).queues[0]?.migrated, 1)
    assert.equal(await queue.show('contact1@example.com'), undefined)
    assert.deepEqual(await queue.batches(), [])
    await migrateQueues(old, inOne(db), byDefault)
    const [again] = (await migrateQueues(old, inOne(db), dry)).queues
    assert.deepEqual([again?.migrated, again?.already], [0, 1])
  })
})

function row(n: number): Document {
  return {
    _id: new ObjectId(),
    emailAddress: ` Contact${n}@Example.com`,
    ContactID: String(n),
    city: 'Leeds',
    _timestamp: new Date(),
    _counter: 0,
    _jobName: '',
    _lockTimestamp: '',
    _priority: 0,
    _batchName: '',
    _batchID: '',
  }
}

/** An id of that day, with the rest of the row's own. */
function exportedOn(day: string, { _id }: Document): ObjectId {
  const time = ObjectId.createFromTime(Date.parse(day) / 1000).toHexString()
  return new ObjectId(time.slice(0, 8) + _id.toHexString().slice(8))
}

async function fill(old: Db, name: string, rows: readonly Document[]): Promise<void> {
  await old.collection('queueList').insertOne({ queueName: name })
  await old.collection(name).insertMany(rows.map((one) => ({ ...one })))
}

async function everything(old: Db): Promise<unknown> {
  const names = (await old.listCollections().toArray()).map(({ name }) => name).toSorted()
  return Promise.all(names.map(async (name) => [name, await old.collection(name).find().toArray()]))
}

async function prepared(database: TestMongo) {
  const db = database.fresh()
  const queue = openQueue(db, { owner: 'test', stage: 'test' })
  await queue.ensureIndexes()
  return { old: database.fresh(), db, queue }
}

function inOne(db: Db) {
  return { queueDb: db, rulesDb: db }
}
