import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleDocuments } from '../rules/rule-documents.ts'
import { compileWasher } from '../wash/washer.ts'
import { readLines, type Vector } from './test-data.ts'

interface RuleBase {
  readonly config: Record<string, unknown>
  readonly rules: RuleDocuments
  readonly washed: readonly Pick<Vector, 'record' | 'expected' | 'history'>[]
}

describe('compileWasher on odd rule bases', () => {
  it('gives every record and history of the original, anew and from memory', () => {
    const bases = readLines<RuleBase>('original/washes.jsonl')
    assert.equal(bases.length, 36)
    for (const [at, { config, rules, washed }] of bases.entries()) {
      const washer = compileWasher(rules, config)
      for (const { record, expected, history } of [...washed, ...washed]) {
        const label = `rule base ${at}, ${JSON.stringify(record)}`
        const result = washer.wash(record, 1_500_000_000.75)
        if (!result.ok) assert.fail(`${label}: ${result.error.reason}`)
        assert.deepEqual(result.record, expected, label)
        assert.deepEqual(result.history ?? null, history, label)
      }
    }
  })
})
