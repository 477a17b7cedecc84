import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { NotedWash, StoredWash } from '@dwmops/rule-store'
import type { KnownRuns } from './known-runs.ts'
import { changesOf, reportedWashes } from './reported-washes.ts'

const wash = {
  ...{ id: 'h1', contact: '7', at: new Date(1), configName: 'Test', place: 0 },
  fields: {
    city: { normLookup: { from: 'b', to: 'c' }, genericLookup: { from: 'a', to: 'b' } },
  },
} as unknown as StoredWash

const note = {
  ...{ historyId: 'h1', key: 'i:1:5', run: 'r1', rules: 'hash', at: new Date(2) },
  changes: [
    { field: 'city', ruleType: 'genericLookup', ruleId: 'x' },
    { field: 'city', ruleType: 'normLookup', ruleId: 'y' },
  ],
} as unknown as NotedWash

describe('changesOf', () => {
  it('puts changes into the order in which they were made, with their rules', () => {
    assert.deepEqual(
      changesOf(wash, note).map(({ ruleType, ruleId }) => [ruleType, ruleId]),
      [
        ['genericLookup', 'x'],
        ['normLookup', 'y'],
      ],
    )
  })

  it('keeps the order of the history where no note is left', () => {
    assert.deepEqual(
      changesOf(wash, undefined).map(({ ruleId, from }) => [ruleId, from]),
      [
        [undefined, 'b'],
        [undefined, 'a'],
      ],
    )
  })
})

describe('reportedWashes', () => {
  const runs = { byId: (id: string) => ({ id }) } as KnownRuns
  const versions = [{ hash: 'hash', version: 3 }] as never

  it('joins history and note by the id of the history', () => {
    const [one] = reportedWashes([wash], [note], { runs, versions })
    assert.deepEqual([one?.at, one?.run, one?.rules], [note.at, { id: 'r1' }, { hash: 'hash', version: 3 }])
  })

  it('has the history alone where the note is of another wash', () => {
    const [one] = reportedWashes([wash], [{ ...note, historyId: 'h2' }], { runs, versions })
    assert.deepEqual([one?.at, one?.run, one?.rules], [wash.at, undefined, undefined])
  })
})
