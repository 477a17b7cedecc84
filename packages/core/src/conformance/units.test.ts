import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clean } from '../clean.ts'
import { bareConfig } from '../testing/bare-config.ts'
import { compileWasher, type Washer } from '../washer.ts'
import { readJson } from './test-data.ts'

interface Units {
  clean: [string, string][]
  regex: { pattern: string; replace?: string; value: string; out?: string; error?: string }[]
  CleanZipcodeUS: { zip: unknown; country: unknown; out?: unknown; error?: string }[]
  CleanAnnualRevenue: { value: unknown; out: unknown }[]
}
const units = readJson<Units>('golden/units.json')

function washedField(washer: Washer, record: Record<string, unknown>, field: string): unknown {
  const result = washer.wash(record, 0)
  return result.ok ? result.record[field] : result.error.code
}

describe('single parts against tables of the original', () => {
  it('cleans comparison texts', () => {
    for (const [input, output] of units.clean) assert.equal(clean(input), output, JSON.stringify(input))
  })

  it('rewrites by one pattern, or leaves a pattern out that the original could not run', () => {
    for (const { pattern, replace, value, out, error } of units.regex) {
      const rule = replace === undefined ? { pattern } : { pattern, replace }
      const washer = compileWasher({ genericRegex: [rule] }, bareConfig({ a: ['genericRegex'] }))
      const row = JSON.stringify(rule)
      if (error === undefined) assert.equal(washedField(washer, { a: value }, 'a'), out, row)
      else assert.equal(washer.problems.length, 1, row)
    }
  })

  it('cleans US zips; null stays, and other kinds are failures, where the original raised', () => {
    const functions = { beforeDeriveData: { '1': 'CleanZipcodeUS' } }
    const washer = compileWasher({}, { ...bareConfig({}), userDefinedFunctions: functions })
    for (const { zip, country, out, error } of units.CleanZipcodeUS) {
      const expected = error === undefined ? out : zip === null ? null : 'NOT_TEXT'
      const washed = washedField(washer, { zipPostalCode: zip, country }, 'zipPostalCode')
      assert.equal(washed, expected, `${zip} ${country}`)
    }
  })

  it('puts revenues into buckets', () => {
    const functions = { beforeDeriveData: { '1': 'CleanAnnualRevenue' } }
    const washer = compileWasher({}, { ...bareConfig({}), userDefinedFunctions: functions })
    for (const { value, out } of units.CleanAnnualRevenue) {
      assert.equal(washedField(washer, { annualRevenue: value }, 'annualRevenue'), out, JSON.stringify(value))
    }
  })
})
