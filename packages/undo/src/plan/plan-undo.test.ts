import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { SyncJournal } from '@dwmops/bulk-sync'
import type { Row } from '@dwmops/eloqua-client'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import {
  addressOf,
  cityRule,
  formerCity,
  itemOf,
  noteWashes,
  undoPartsOf,
} from '../testing/washed-contacts.ts'
import { prepareUndo, undoQueueOf } from './plan-undo.ts'

describe('prepareUndo', () => {
  const database = testMongo()
  let databases: { queueDb: Db; rulesDb: Db }
  before(async () => {
    await database.started()
    databases = { queueDb: database.fresh(), rulesDb: database.fresh() }
    await noteWashes(databases.rulesDb, 2)
  })

  /** A plan against an Eloqua that holds these rows. */
  async function planned(rows: readonly Row[], rule = cityRule, settings: Record<string, string> = {}) {
    let connects = 0
    const journal = {
      eloqua: {
        exports: { create: async () => ({ uri: '/exports/1' }) },
        syncs: {
          async *data() {
            yield* rows
          },
        },
      },
      run: async () => ({ state: 'ended', sync: { uri: '/syncs/1' }, verdict: {} }),
      requireGood: async () => undefined,
      close: async () => undefined,
    } as unknown as SyncJournal
    const { plan, contacts } = await prepareUndo(
      undoPartsOf(databases, undefined, settings),
      { rule },
      async () => {
        connects += 1
        return journal
      },
    )
    return { plan, contacts, connects }
  }
  const rows = [0, 1].map((index) => ({ emailAddress: addressOf(index), city: 'Berlin' }))

  it('plans the former values of contacts that still hold what was written', async () => {
    const { plan, contacts, connects } = await planned(rows)
    assert.deepEqual([plan.contacts, plan.values, connects], [2, 2, 1])
    assert.deepEqual(contacts.map(({ item }) => item).toSorted(), [itemOf(0), itemOf(1)].toSorted())
    assert.deepEqual(contacts[0]?.values, [{ field: 'city', from: 'Berlin', to: formerCity }])
  })

  it('does not ask Eloqua where nothing was changed', async () => {
    const { plan, connects } = await planned(rows, 'f'.repeat(24))
    assert.deepEqual([plan.contacts, connects], [0, 0])
  })

  it('does not ask Eloqua where all that was changed is under way', async () => {
    const queue = undoQueueOf(undoPartsOf(databases, undefined))
    for (const index of [0, 1])
      await queue.add('dwmQueue', [{ key: addressOf(index), payload: {}, source: 'newer' }])
    const { plan, connects } = await planned(rows)
    assert.deepEqual([plan.skipped['under way'], connects], [2, 0])
    await databases.queueDb.collection('items').deleteMany({})
  })

  it('writes no field that is not in the settings, and never an identifier', async () => {
    await databases.rulesDb
      .collection('washes')
      .updateMany(
        {},
        { $push: { changes: { field: 'emailAddress', ruleType: 'normLookup', ruleId: cityRule } } as never },
      )
    const { plan } = await planned(rows)
    assert.deepEqual([plan.values, plan.skipped['no contact field']], [2, 2])
  })

  it('refuses a selection of everything', async () => {
    const refused = prepareUndo(undoPartsOf(databases, undefined), {}, () => assert.fail('not to be asked'))
    await assert.rejects(refused, { code: 'UNDO_SELECTION' })
  })
})
