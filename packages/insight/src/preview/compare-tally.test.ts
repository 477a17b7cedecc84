import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileWasher } from '@dwmops/core'
import { lookup, testConfig } from '../testing.ts'
import { CompareTally } from './compare-tally.ts'

type Rules = readonly ReturnType<typeof lookup>[]

/** What is counted for contacts with these cities. */
function compared(present: Rules, next: Rules, cities: readonly unknown[]) {
  const washerOf = (normLookup: Rules) => compileWasher({ normLookup: [...normLookup] }, testConfig)
  const tally = new CompareTally(washerOf(present), washerOf(next), 5)
  for (const [index, city] of cities.entries())
    tally.look({ item: `i${index}`, record: { ContactID: String(index), city } })
  return tally.result()
}

const rome = lookup('rome', 'city', 'ROME', 'Rome')

describe('CompareTally', () => {
  it('groups differences by the rule that decides: new by the changed set, gone by the present one', () => {
    const paris = lookup('paris', 'city', 'PARIS', 'Paris')
    const { groups, contacts, changed, byField } = compared([paris], [rome], ['rome', 'paris', 'oslo'])
    assert.deepEqual(
      groups.map(({ effect, ruleId }) => [effect, ruleId]),
      [
        ['new', 'rome'],
        ['gone', 'paris'],
      ],
    )
    assert.deepEqual([contacts, changed, byField], [3, 2, [{ field: 'city', contacts: 2 }]])
  })

  it('shows what a contact held, holds and would hold', () => {
    const { groups } = compared([rome], [lookup('rome', 'city', 'ROME', 'Roma')], ['rome'])
    assert.deepEqual(groups[0]?.samples, [{ item: 'i0', given: 'rome', present: 'Rome', changed: 'Roma' }])
  })

  it('counts no difference where both sets agree, and contacts that cannot be washed apart', () => {
    const { changed, failed } = compared([rome], [rome], ['rome', ['rome']])
    assert.deepEqual([changed, failed], [0, 1])
  })

  it('names rules that change a field again in a second wash, unless the present ones do so too', () => {
    const chain = [lookup('one', 'city', 'A', 'B'), lookup('two', 'city', 'B', 'C')]
    const { conflicts } = compared([], chain, ['a'])
    assert.deepEqual(
      conflicts.map(({ kind, first, second }) => [kind, first.ruleId, second.ruleId]),
      [['unstable', 'one', 'two']],
    )
    const same = [lookup('one', 'city', 'A', 'B'), lookup('other', 'city', 'B', 'D')]
    assert.deepEqual(compared(same, [...chain, lookup('x', 'city', 'X', 'Y')], ['a']).conflicts, [])
  })
})
