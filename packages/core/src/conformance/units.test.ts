import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clean } from '../clean.ts'
import { compileRegexes } from '../rules/patterns/regex.ts'
import { bareConfig } from '../testing/bare-config.ts'
import { compileWasher, type Washer } from '../wash/washer.ts'
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

  it('rewrites by one pattern, or leaves one out that the original could not run, or that names a character by \\N{...}', () => {
    for (const { pattern, replace, value, out, error } of units.regex) {
      const body = replace === undefined ? { pattern } : { pattern, replace }
      const problems: string[] = []
      const rules = compileRegexes(
        [{ collection: 'genericRegex', index: 0, id: undefined, body }],
        (_, code) => problems.push(code),
      )
      const row = JSON.stringify({ ...body, value })
      if (error !== undefined || pattern.includes('\\N{')) assert.equal(problems.length, 1, row)
      else assert.equal(rules.find(clean(value))?.to ?? value, out, row)
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
