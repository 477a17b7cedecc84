import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exitCodes as ofStages } from '@dwmops/fleet'
import { exitCodes } from './exit-codes.ts'

describe('exitCodes', () => {
  it('means by a code what the stages mean by it', () => {
    const { done, unexpected, settings, unavailable, partial } = ofStages
    assert.deepEqual(exitCodes, {
      done,
      findings: unexpected,
      unexpected,
      input: settings,
      unavailable,
      partial,
    })
  })
})
