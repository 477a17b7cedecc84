import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isForExamplesAlone } from './is-for-examples-alone.ts'

function problemOf(...found: readonly (readonly [severity: 'error' | 'warning', code: string])[]) {
  const rest = { collection: 'normLookup', id: 'r1', reason: '', suggestion: '' }
  return { findings: found.map(([severity, code]) => ({ severity, code, ...rest })) }
}

describe('isForExamplesAlone', () => {
  it('is true where failed examples are the only errors', () => {
    const failed = ['error', 'failed-example'] as const
    assert.equal(isForExamplesAlone(problemOf(failed, failed)), true)
    assert.equal(isForExamplesAlone(problemOf(failed, ['warning', 'duplicate'])), true)
    assert.equal(isForExamplesAlone(problemOf(failed, ['error', 'duplicate'])), false)
    assert.equal(isForExamplesAlone(problemOf(['warning', 'duplicate'])), false)
    assert.equal(isForExamplesAlone(undefined), false)
  })
})
