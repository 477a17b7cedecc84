import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openRuleStore } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import { planUndo, undoQueueOf } from '../plan/plan-undo.ts'
import { nothingSkipped } from '../plan/undo-plan.ts'
import {
  addressOf,
  cityRule,
  formerCity,
  itemOf,
  noteWashes,
  undoPartsOf,
  washedRecords,
} from '../testing/washed-contacts.ts'
import { listUndos, readUndo, recordUndo, type UndoRun } from '../undo-runs.ts'
import { executeUndo, resumeUndos } from './execute-undo.ts'
import { undoEntry, undoQueue } from './undo-queue.ts'

const contacts = 2
const selection = { rule: cityRule }
const who = { who: 'test' }

describe('executeUndo', () => {
  const database = testMongo()
  let sandbox: Sandbox
  let databases: { queueDb: Db; rulesDb: Db }
  before(async () => {
    await database.started()
    databases = { queueDb: database.fresh(), rulesDb: database.fresh() }
    sandbox = await startSandbox({ records: washedRecords(contacts) })
    await noteWashes(databases.rulesDb, contacts)
  })
  after(() => sandbox?.stop())
  const parts = (settings?: Record<string, string>) => undoPartsOf(databases, sandbox, settings)

  it('stays a plan where Eloqua must not be written to', async () => {
    const run = await executeUndo(parts({ ELOQUA_WRITE: 'false' }), selection, who)
    assert.deepEqual([run.state, run.plan.values, run.contacts.planned], ['skipped', contacts, 0])
    assert.ok(run.endedAt)
  })

  it('refuses a plan that is not the one that was seen', async () => {
    const refused = executeUndo(parts(), selection, { ...who, plan: 'another' })
    await assert.rejects(refused, { code: 'UNDO_CHANGED' })
  })

  it('writes former values back, as a run of its own, and finds nothing more to do then', async () => {
    const { id: plan } = await planUndo(parts(), selection)
    const run = await executeUndo(parts(), selection, { ...who, plan })
    assert.deepEqual([run.state, run.contacts.done, run.contacts.planned], ['done', contacts, 0])
    assert.deepEqual(await readUndo(databases.queueDb, run.id), run)
    const again = await executeUndo(parts(), selection, who)
    assert.deepEqual([again.state, again.plan.values], ['done', 0])
  })
})

describe('resumeUndos', () => {
  const database = testMongo()
  let sandbox: Sandbox
  before(async () => {
    sandbox = await startSandbox({ records: washedRecords(contacts) })
  })
  after(() => sandbox?.stop())

  /** What a killed undo left: both contacts written down, the first one in the queue. */
  async function killed(state: UndoRun['state'] = 'running') {
    const databases = { queueDb: database.fresh(), rulesDb: database.fresh() }
    const { reverts } = openRuleStore(databases.rulesDb)
    const values = [{ field: 'city', from: 'Berlin', to: formerCity }]
    const compared = [0, 1].map((index) => ({
      ...{ item: itemOf(index), contact: String(index + 1), after: 'w', version: undefined, values },
      address: addressOf(index),
    }))
    await reverts.plan(
      compared.map(({ item, contact }) => ({
        undo: 'u1',
        at: new Date(),
        after: 'w',
        item,
        contact,
        values,
      })),
    )
    const queue = undoQueueOf(undoPartsOf(databases, sandbox))
    const [first] = compared
    if (first) await queue.add(undoQueue, [undoEntry('u1', first)])
    await recordUndo(databases.queueDb, {
      ...{ id: 'u1', ...who, selection, startedAt: new Date(), state },
      plan: { contacts: 2, values: 2, byField: [], skipped: nothingSkipped() },
      contacts: { planned: 2, done: 0, rejected: 0, dropped: 0 },
    })
    return { databases, queue }
  }

  it('imports what waits, and drops what is not in the queue', async () => {
    const { databases } = await killed()
    const [run, ...others] = await resumeUndos(undoPartsOf(databases, sandbox))
    assert.deepEqual([run?.state, run?.contacts.done, run?.contacts.dropped], ['done', 1, 1])
    assert.deepEqual(others, [])
  })

  it('corrects an undo that was closed before its contacts were in the queue', async () => {
    const { databases } = await killed('done')
    const [run] = await resumeUndos(undoPartsOf(databases, sandbox))
    assert.deepEqual([run?.id, run?.contacts.planned], ['u1', 0])
  })

  it('keeps an undo running whose contacts another process imports', async () => {
    const { databases, queue } = await killed()
    await queue.claim(undoQueue, 10)
    const [run] = await resumeUndos(undoPartsOf(databases, sandbox))
    assert.deepEqual([run?.state, run?.contacts.planned, run?.endedAt], ['running', 1, undefined])
  })

  it('drops a contact that is in the queue for another undo', async () => {
    const { databases, queue } = await killed()
    await databases.queueDb.collection('items').updateMany({}, { $set: { 'batch.id': 'u2' } })
    await queue.claim(undoQueue, 10)
    const [run] = await resumeUndos(undoPartsOf(databases, sandbox))
    assert.deepEqual([run?.state, run?.contacts.dropped], ['done', 2])
  })

  it('leaves all to others where Eloqua must not be written to', async () => {
    const { databases } = await killed()
    assert.deepEqual(await resumeUndos(undoPartsOf(databases, sandbox, { ELOQUA_WRITE: 'false' })), [])
    assert.equal((await listUndos(databases.queueDb))[0]?.state, 'running')
  })
})
