import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { loginSettings, type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import { parseSettings } from '@dwmops/job-runner'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { executeUndo, listUndos, openUndo, resumeUndos, undoSettings } from '@dwmops/undo'
import { type Db, ObjectId } from 'mongodb'
import { pino } from 'pino'
import { type BeforeWrite, withStepOnce } from '../support/before-write.ts'
import { runHere } from '../support/run-here.ts'
import { lookAt } from '../support/sandbox.ts'

const cityRule = new ObjectId()
const former = ' berlin  mitte'
const contacts = 3
const selection = { rule: cityRule.toHexString() }
const who = { who: 'test' }
/** What contacts hold has been compared; nothing is written down yet. */
const beforeTheFirstNote = { collection: 'reverts', method: 'bulkWrite' } as const
/** Contacts are written down, and not yet in the queue. */
const beforeTheQueue = { collection: 'items', method: 'bulkWrite' } as const
/** Contacts are in the queue, and not yet claimed. */
const beforeTheClaim = { collection: 'items', method: 'updateMany' } as const

describe('an undo beside others', () => {
  const database = testMongo()
  let sandbox: Sandbox
  let environment: Record<string, string>
  let queueDb: Db
  let rulesDb: Db

  const parts = ({ queue = [], rules = [] }: { queue?: BeforeWrite[]; rules?: BeforeWrite[] } = {}) =>
    openUndo({
      queueDb: queue.reduce(withStepOnce, queueDb),
      rulesDb: rules.reduce(withStepOnce, rulesDb),
      settings: parseSettings(undoSettings, environment),
      log: pino({ level: 'silent' }),
      signal: new AbortController().signal,
    })
  const cities = async () => (await lookAt(sandbox).contacts()).map(({ fields }) => fields['city'])
  const imports = async () => (await lookAt(sandbox).contacts()).map((contact) => contact.imports)
  const wash = async () => {
    for (const stage of ['get-contacts', 'wash-contacts', 'update-indicators', 'post-contacts'] as const) {
      const { exitCode, lines } = await runHere(stage, environment)
      assert.equal(exitCode, 0, `${stage}: ${JSON.stringify(lines.at(-1))}`)
    }
  }
  const washAgain = async (ContactID: string, city: string) => {
    await lookAt(sandbox).change(ContactID, { city })
    await lookAt(sandbox).put('DWM - Export Queue', [ContactID])
    await wash()
  }

  before(async () => {
    await database.started()
    queueDb = database.fresh()
    rulesDb = database.fresh()
    sandbox = await startSandbox({ records: dirtyContacts() })
    environment = {
      ...loginSettings(sandbox),
      MONGODB_URL: database.mongo.url,
      QUEUE_DATABASE: queueDb.databaseName,
      RULES_DATABASE: rulesDb.databaseName,
      CONFIG_NAME: 'Test',
      POLL_SECONDS: '0.05',
    }
    await rulesDb
      .collection('normLookup')
      .insertOne({ _id: cityRule, fieldName: 'city', find: 'BERLIN MITTE', replace: 'Berlin' })
    await rulesDb
      .collection('config')
      .insertOne(washingConfig('Test', { city: { lookup: ['normLookup'], derive: {} } }))
    await wash()
    assert.deepEqual(await cities(), ['Berlin', 'Berlin', 'Berlin'])
  })
  after(() => sandbox?.stop())

  it('leaves a contact alone that was changed and washed while it was compared', async () => {
    const step = () => washAgain('1', 'Hamburg')
    const run = await executeUndo(parts({ rules: [{ ...beforeTheFirstNote, step }] }), selection, who)
    assert.deepEqual(await cities(), ['Hamburg', former, former])
    assert.deepEqual([run.contacts.done, run.contacts.dropped], [2, 1])
  })

  it('leaves to another undo what that has reverted meanwhile', async () => {
    await washAgain('2', former)
    await washAgain('3', former)
    const earlier = await imports()
    const step = () => executeUndo(parts(), selection, who)
    const run = await executeUndo(parts({ rules: [{ ...beforeTheFirstNote, step }] }), selection, who)
    assert.deepEqual([run.contacts.done, run.contacts.dropped], [0, 2])
    assert.deepEqual(
      (await imports()).map((count, index) => count - (earlier[index] ?? 0)),
      [0, 1, 1],
    )
  })

  it('is recorded rightly in the end though another one took it for gone before it was', async () => {
    await washAgain('2', former)
    await washAgain('3', former)
    const other = { ...beforeTheQueue, step: () => resumeUndos(parts()) }
    const death = { ...beforeTheClaim, step: () => Promise.reject(new Error('killed')) }
    await assert.rejects(executeUndo(parts({ queue: [other, death] }), selection, who), /killed/)
    const [killed] = await listUndos(queueDb)
    await resumeUndos(parts())
    assert.deepEqual(await cities(), ['Hamburg', former, former])
    const [undo] = await listUndos(queueDb)
    assert.deepEqual([undo?.id, undo?.state, undo?.contacts.done], [killed?.id, 'done', 2])
  })

  for (const [how, fault, code] of [
    [
      'when it is made',
      'http-error=400,path=/contacts/imports,method=POST,times=ever',
      'ELOQUA_DEFINITION_REFUSED',
    ],
    ['when it is at work', 'sync-error=ELQ-00112,kind=import,times=ever', 'ELQ-00112'],
  ] as const) {
    it(`does not hold later ones up where Eloqua refuses its import ${how}`, async () => {
      await washAgain('2', former)
      await lookAt(sandbox).setFaults(fault)
      const refused = await executeUndo(parts(), selection, who)
      assert.deepEqual([refused.state, refused.contacts.rejected], ['done', 1])
      const { letters } = await openQueue(queueDb, { owner: 'test', stage: 'test' }).deadLetters()
      assert.deepEqual(
        letters.map(({ queue, reason }) => [queue, reason?.code]),
        [['undoQueue', code]],
      )
      await lookAt(sandbox).setFaults()
      await washAgain('3', former)
      const later = await executeUndo(parts(), selection, who)
      assert.deepEqual([later.contacts.done, later.plan.skipped['dead letter']], [1, 1])
      assert.deepEqual(await cities(), ['Hamburg', 'Berlin', former])
    })
  }
})

function dirtyContacts() {
  return Array.from({ length: contacts }, (_, index) => ({
    ContactID: String(index + 1),
    emailAddress: `contact${index + 1}@example.com`,
    city: former,
  }))
}
