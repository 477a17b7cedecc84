import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { SettingsError, type StageContext } from '@dwmops/job-runner'
import { type TestMongo, testMongo, withFailpoint } from '@dwmops/local-mongo/testing'
import { type Entry, openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { type Db, MongoNetworkError } from 'mongodb'
import { pino } from 'pino'
import { washContacts } from './wash-contacts.ts'

const config = washingConfig('names', { firstName: { lookup: ['genericLookup', 'normLookup'], derive: {} } })

describe('washContacts', () => {
  const database = testMongo()

  it('needs at most 0.02 database commands a record at 600 records a claim', async () => {
    const run = await prepared(database, 'commands', 6000)
    // the very first reader of a restored base writes the rules' places, once
    await openRuleStore(run.context.rulesDb).exportSet()
    const commands = await database.commandsDuring(() => washContacts(run.context))
    assert.equal(run.counts['out'], 6000)
    const hop = commands.filter((name) => name !== 'createIndexes' && name !== 'listIndexes')
    assert.ok(hop.length / 6000 <= 0.02, `${hop.length} commands: ${hop.join(' ')}`)
  })

  it('hands on what it washed, with one history document each', async () => {
    const { context, queue, counts } = await prepared(database, 'hands-on', 30)
    await washContacts(context)
    const claim = await queue.claim('indicatorQueue', 100)
    assert.equal(claim?.items.length, 30)
    assert.ok(claim?.items.every(({ payload }) => payload['firstName'] === 'Robert'))
    assert.equal(await context.rulesDb.collection('contactHistory').countDocuments({ _current: 0 }), 30)
    assert.deepEqual([counts['in'], counts['changed'], counts['failed']], [30, 30, 0])
    await claim?.release()
  })

  it('notes which rule of which run did what, and counts it by day', async () => {
    const { context } = await prepared(database, 'notes', 30)
    await washContacts(context)
    const [note] = await context.rulesDb.collection('washes').find().toArray()
    const rule = await context.rulesDb.collection('normLookup').findOne()
    const ruleId = rule?._id.toHexString()
    assert.deepEqual(note?.['changes'], [{ field: 'firstName', ruleType: 'normLookup', ruleId }])
    assert.deepEqual([note?.['run'], typeof note?.['contact']], ['run-notes', 'string'])
    const hits = await openRuleStore(context.rulesDb).washes.hits(new Date(0))
    assert.deepEqual(
      hits.map((one) => [one.ruleId, one.hits]),
      [[ruleId, 30]],
    )
  })

  it('makes a record that cannot be washed a dead letter after one try, without holding up the others', async () => {
    const { context, queue, counts } = await prepared(database, 'dead', 5)
    await queue.add('dwmQueue', [
      { key: 'odd@example.com', payload: { ContactID: '99', firstName: 7 }, source: 'odd' },
    ])
    await washContacts(context)
    const { letters } = await queue.deadLetters()
    assert.equal(letters.length, 1)
    assert.equal(letters[0]?.attempts, 1)
    assert.match(letters[0]?.reason?.message ?? '', /firstName/)
    assert.deepEqual([counts['out'], counts['failed']], [5, 1])
  })

  it('blames CONFIG_NAME for a config that is not there, and no contact', async () => {
    const { context, queue } = await prepared(database, 'no-config', 10)
    await context.rulesDb.collection('config').deleteMany({})
    await assert.rejects(washContacts(context), (error) => {
      return error instanceof SettingsError && error.faults[0]?.name === 'CONFIG_NAME'
    })
    const claim = await queue.claim('dwmQueue', 100)
    assert.deepEqual(new Set(claim?.items.map(({ attempts }) => attempts)), new Set([1]))
    await claim?.release()
  })

  it('blames CONFIG_NAME for a config that is not there though nothing waits, and says the nearest', async () => {
    const { context } = await prepared(database, 'no-config-empty', 0)
    const settings = { ...context.settings, configName: 'Name' }
    await assert.rejects(
      washContacts({ ...context, settings }),
      (error) =>
        error instanceof SettingsError && /CONFIG_NAME \(.*"Name", the nearest: "names"/.test(error.message),
    )
  })

  it('writes one history of a pass, though it is killed before it hands on and the contact is exported again', async () => {
    const { context, queue } = await prepared(database, 'killed', 5)
    await assert.rejects(washContacts({ ...context, queueDb: dyingAtSettle(context.queueDb) }), /killed/)
    assert.equal(await context.rulesDb.collection('contactHistory').countDocuments(), 5)
    await queue.add('dwmQueue', contacts(5), { exportedAt: new Date(Date.now() + 60_000) })
    for (const { token } of await queue.claims()) await queue.release(token)
    await washContacts(context)
    assert.equal(await context.queueDb.collection('items').countDocuments({ queue: 'indicatorQueue' }), 5)
    assert.equal(await context.rulesDb.collection('contactHistory').countDocuments(), 5)
    assert.equal(await context.rulesDb.collection('washes').countDocuments(), 5)
  })

  it('makes a record of which a rule makes too much a dead letter, and washes those beside it', async () => {
    const { context, queue, counts } = await prepared(database, 'bomb', 5)
    const replace = '\\1'.repeat(200)
    const fields = { firstName: { lookup: ['genericRegex', 'normLookup'], derive: {} } }
    await context.rulesDb.collection('config').updateOne({}, { $set: { fields } })
    await context.rulesDb.collection('genericRegex').insertOne({ pattern: '^BOOM(A+)$', replace })
    await queue.add('dwmQueue', [odd({ firstName: `BOOM${'A'.repeat(200_000)}` })])
    await washContacts(context)
    const { letters } = await queue.deadLetters()
    assert.deepEqual(
      letters.map(({ reason, attempts }) => [reason?.code, attempts]),
      [['RESULT_TOO_LARGE', 1]],
    )
    assert.deepEqual([counts['in'], counts['out'], counts['failed']], [6, 5, 1])
  })

  it('counts as failed what the queue buries because it is too large for it', async () => {
    const { context, queue, counts } = await prepared(database, 'payload', 5)
    const steps = { 1: { type: 'copyValue', fieldSet: ['note'], options: ['overwrite'] } }
    const fields = { ...config.fields, city: { lookup: [], derive: steps } }
    await context.rulesDb.collection('config').updateOne({}, { $set: { fields } })
    await queue.add('dwmQueue', [odd({ city: '', note: 'n'.repeat(4 * 1024 * 1024) })])
    await washContacts(context)
    const { letters } = await queue.deadLetters()
    assert.deepEqual(
      letters.map(({ reason }) => reason?.code),
      ['PAYLOAD_TOO_LARGE'],
    )
    assert.deepEqual([counts['in'], counts['out'], counts['failed']], [6, 5, 1])
  })

  it('tries a record that no collection takes so many times and no more, beside which all others go through', async () => {
    const { context, queue, counts } = await prepared(database, 'poison', 20)
    await queue.add('dwmQueue', [odd({ firstName: 'bob' })])
    const rulesDb = refusing(context.rulesDb, '99')
    const settings = { ...context.settings, maxAttempts: 3 }
    for (let run = 0; run < 3; run += 1)
      await assert.rejects(washContacts({ ...context, rulesDb, settings }), /refused/, `run ${run}`)
    await washContacts({ ...context, rulesDb, settings })
    const { letters } = await queue.deadLetters()
    assert.deepEqual(
      letters.map(({ reason, attempts }) => [reason?.code, attempts]),
      [['WASH_NOT_STORED', 3]],
    )
    assert.doesNotMatch(letters[0]?.reason?.message ?? '', /refused/, 'no message that could hold a value')
    assert.deepEqual([counts['out'], counts['failed']], [20, 1])
    assert.equal(await context.queueDb.collection('items').countDocuments({ queue: 'indicatorQueue' }), 20)
  })

  it('refunds the attempts of all when the database cannot be reached', async () => {
    const { context, queue } = await prepared(database, 'outage', 5)
    const cut = () => Promise.reject(new MongoNetworkError('cut'))
    const rulesDb = withFailpoint(context.rulesDb, {
      collection: 'contactHistory',
      methods: ['insertMany'],
      step: cut,
    })
    await assert.rejects(washContacts({ ...context, rulesDb }))
    const claim = await queue.claim('dwmQueue', 100)
    assert.deepEqual(new Set(claim?.items.map(({ attempts }) => attempts)), new Set([1]))
    await claim?.release()
  })

  it('washes with the changed rules from the next batch on', async () => {
    const { context, queue } = await prepared(database, 'rules', 10)
    await washContacts(context)
    await context.rulesDb.collection('normLookup').updateOne({ find: 'BOB' }, { $set: { replace: 'Bobby' } })
    await queue.add('dwmQueue', [{ key: 'late@example.com', payload: contact(77), source: 'late' }])
    await washContacts(context)
    const shown = await queue.show('late@example.com')
    assert.match(JSON.stringify(shown), /Bobby/)
  })
})

function contact(id: number): Record<string, string> {
  return { ContactID: String(id), firstName: ' bob' }
}

function contacts(count: number): Entry[] {
  return Array.from({ length: count }, (_, id) => ({
    key: `contact${id}@example.com`,
    payload: contact(id),
    source: String(id),
  }))
}

/** A contact beside the others. */
function odd(payload: Record<string, string>): Entry {
  return { key: 'odd@example.com', payload: { ContactID: '99', ...payload }, source: 'odd' }
}

/** Takes no history in which this contact is. */
function refusing(db: Db, contactId: string): Db {
  const step = async (documents: unknown) => {
    const refused = (documents as { ContactID: string }[]).some(({ ContactID }) => ContactID === contactId)
    if (refused) throw new Error('a document of these is refused')
  }
  return withFailpoint(db, { collection: 'contactHistory', methods: ['insertMany'], step })
}

/** A run of which nothing is heard any more once it begins to hand on. */
function dyingAtSettle(db: Db): Db {
  const step = () => Promise.reject(new Error('killed'))
  return withFailpoint(db, { collection: 'items', methods: ['bulkWrite'], step })
}

async function prepared(database: TestMongo, name: string, count: number) {
  const queueDb = database.fresh()
  const rulesDb = database.fresh()
  await rulesDb.collection('config').insertOne(structuredClone(config))
  await rulesDb.collection('normLookup').insertOne({ fieldName: 'firstName', find: 'BOB', replace: 'Robert' })
  const queue = openQueue(queueDb, { owner: 'test', stage: 'wash-contacts' })
  await queue.ensureIndexes()
  await queue.add('dwmQueue', contacts(count))
  const counts: Record<string, number> = {}
  const never = new AbortController().signal
  const context = {
    stage: 'wash-contacts',
    settings: { configName: 'names', batchSize: 600, leaseSeconds: 300, maxAttempts: 10 },
    log: pino({ level: 'silent' }),
    owner: 'test',
    runId: `run-${name}`,
    client: database.client,
    queueDb,
    rulesDb,
    abortSignal: never,
    deadlineSignal: never,
    stopSignal: never,
    deadlineAt: new Date(Date.now() + 60_000),
    metrics: { set() {} },
    count(more: Record<string, number | undefined>) {
      for (const [key, value] of Object.entries(more)) counts[key] = (counts[key] ?? 0) + (value ?? 0)
    },
    expect() {},
  } as unknown as StageContext<'wash-contacts'>
  return { context, queue, counts }
}
