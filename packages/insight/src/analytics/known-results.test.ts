import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleDocuments } from '@dwmops/rule-store'
import { lookup, testConfig } from '../testing.ts'
import { knownResults } from './known-results.ts'

function knownOf(...normLookup: object[]) {
  const rules = { normLookup, normRegex: [], normIncludes: [], fieldSpecificLookup: [] }
  return knownResults(rules as unknown as RuleDocuments, testConfig)
}

describe('knownResults', () => {
  it('leads both the text of a rule and its result to the result', () => {
    const known = knownOf(lookup('1', 'city', 'ROMA', 'Rome')).get('city')
    assert.deepEqual([...(known?.results ?? [])], ['Rome'])
    assert.deepEqual([known?.leadsTo.get('ROMA'), known?.leadsTo.get('ROME')], ['Rome', 'Rome'])
  })

  it('knows a field whose rules only blank, without results', () => {
    assert.equal(knownOf(lookup('1', 'city', 'N/A', '')).get('city')?.results.size, 0)
  })

  it('leaves out fields that the config does not wash, and rules without a result', () => {
    assert.equal(knownOf(lookup('1', 'shoeSize', 'A', 'B'), { fieldName: 'city', find: 'A' }).size, 0)
  })
})
