import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyHex } from '@dwmops/mongo-queue'
import type { NotedWash, Revert, RuleStore, WashQuery } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import { selectChanges } from './selected-changes.ts'
import type { UndoSelection } from './selection.ts'

const item = keyHex('ann@example.com')
const wash = {
  ...{ key: `${item}:1`, historyId: 'w1', contact: '7', run: 'r1', at: new Date(20) },
  changes: [
    { field: 'city', ruleType: 'normLookup', ruleId: 'x' },
    { field: 'fax', ruleType: 'normLookup', ruleId: 'y' },
  ],
} as unknown as NotedWash
const values = [{ field: 'city', from: 'a', to: 'b' }]
const revert: Revert = {
  undo: 'u1',
  item,
  contact: '7',
  at: new Date(10),
  after: 'w0',
  state: 'done',
  values,
}

async function selectedBy(selection: UndoSelection, reverts: readonly Revert[] = [revert]) {
  const asked: { washes?: WashQuery; reverts?: object } = {}
  const store = {
    washes: {
      async *walk(query: WashQuery) {
        asked.washes = query
        yield [wash]
      },
    },
    reverts: {
      async *walk(query: object) {
        asked.reverts = query
        yield reverts
      },
    },
  } as unknown as RuleStore
  const { contacts, oldest } = await selectChanges(store, {} as Db, selection)
  const one = contacts.get(item)
  return { asked, oldest, one, fields: [...(one?.fields ?? [])], undos: [...(one?.undos ?? [])] }
}

describe('selectChanges', () => {
  it('selects the fields that a rule changed, and no undo', async () => {
    const { fields, undos, asked } = await selectedBy({ rule: 'x' })
    assert.deepEqual([fields, undos], [['city'], []])
    assert.equal(asked.reverts, undefined)
    assert.deepEqual(asked.washes, { ruleId: 'x' })
  })

  it('selects a field of washes and of undos, from the oldest on', async () => {
    const { fields, undos, oldest } = await selectedBy({ field: 'city' })
    assert.deepEqual([fields, undos, oldest], [['city'], ['u1'], revert.at])
  })

  it('finds a contact by its address, in whatever case', async () => {
    const { asked, undos } = await selectedBy({ contact: ' Ann@Example.com ' })
    assert.deepEqual(asked.washes, { item })
    assert.deepEqual(undos, ['u1'])
    assert.deepEqual((await selectedBy({ contact: 'bob@example.com' })).undos, [])
  })

  it('leaves out undos that were not carried out', async () => {
    for (const state of ['planned', 'rejected', 'dropped'] as const)
      assert.deepEqual((await selectedBy({ field: 'city' }, [{ ...revert, state }])).undos, [])
  })

  it('asks both records for the same period', async () => {
    const period = { since: new Date(1), until: new Date(2) }
    const { asked } = await selectedBy(period)
    assert.deepEqual([asked.washes, asked.reverts], [period, period])
  })
})
