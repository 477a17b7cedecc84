import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { RuleDocuments } from '../rules/rule-documents.ts'
import { compileWasher } from '../wash/washer.ts'
import { bareConfig } from './bare-config.ts'

/** Rules of the kinds that derive, for `derivesTo`. */
export const deriveRules: RuleDocuments = {
  deriveValue: [
    { _id: 'dv-1', fieldName: 'to', lookupVals: { from: 'A' }, value: 'from A' },
    { fieldName: 'to', lookupVals: { from: '' }, value: 'from blank' },
    { fieldName: 'to', lookupVals: { from: 'NO VALUE' } },
    { fieldName: 'to', lookupVals: { b: 'Y', a: 'X' }, value: 'of two' },
    { fieldName: 'to', lookupVals: { other: 'B' }, value: 'from other' },
  ],
  deriveRegex: [{ fieldName: 'to', deriveFieldName: 'from', pattern: '^A(.*)$', replace: 'r\\1' }],
  deriveIncludes: [
    {
      _id: 'di-1',
      fieldName: 'to',
      deriveFieldName: 'from',
      includes: 'A',
      excludes: '',
      begins: '',
      ends: '',
      replace: 'inc',
    },
  ],
}

/** A record, what steps make of its field `to`, and how they say so. */
interface Row {
  readonly says: string
  readonly steps: readonly (readonly [type: string, fieldSet: string[], options: string[]])[]
  readonly record: Record<string, unknown>
  readonly to: unknown
  /** What `to` becomes with all corrections, where that differs. */
  readonly corrected?: unknown
  /** `using` and `pattern` of the last change, where they are worth looking at. */
  readonly using?: unknown
  readonly pattern?: string
  /** How often a rule of the last step held, where it is worth looking at. */
  readonly hits?: number
}

/** One test a row, without corrections and with all of them. */
export function derivesTo(rows: readonly Row[]): void {
  for (const row of rows)
    it(row.says, () => {
      const asBefore = wash(row, [])
      assert.equal(asBefore.record['to'], row.to)
      if (row.using !== undefined) assert.deepEqual(asBefore.changes.at(-1)?.using, row.using)
      if (row.pattern !== undefined) assert.equal(asBefore.changes.at(-1)?.pattern, row.pattern)
      const [type] = row.steps.at(-1) ?? ['']
      if (row.hits !== undefined) assert.equal((asBefore.hits as Record<string, number>)[type], row.hits)
      const corrected = wash(row, ['match-then-blank', 'blank-stops-chain'])
      assert.equal(corrected.record['to'], row.corrected ?? row.to)
    })
}

function wash({ steps, record }: Row, corrections: readonly string[]) {
  const chain = steps.map(([type, fieldSet, options], index) => [index, { type, fieldSet, options }])
  const config = { ...bareConfig({}, { to: Object.fromEntries(chain) }), corrections }
  const result = compileWasher(deriveRules, config).wash(record, 0)
  if (!result.ok) assert.fail(result.error.reason)
  return result
}
