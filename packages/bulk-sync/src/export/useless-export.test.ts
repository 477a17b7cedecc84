import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaConflictError, EloquaEndlessPagesError, EloquaNotFoundError } from '@dwmops/eloqua-client'
import { UnusableExportError } from './unusable-export-error.ts'
import { isUselessExport, whyUseless } from './useless-export.ts'

const useless = [
  [new UnusableExportError('/syncs/1', 'emailAddress'), 'it lacks emailAddress'],
  [new EloquaEndlessPagesError('endless'), 'its pages do not end'],
  [new EloquaNotFoundError('gone'), 'its data is gone'],
] as const

describe('isUselessExport', () => {
  it('is an export that only another one can replace', () => {
    assert.ok(useless.every(([error]) => isUselessExport(error)))
    assert.ok(![new EloquaConflictError('busy'), new Error('reset'), undefined].some(isUselessExport))
  })
})

describe('whyUseless', () => {
  for (const [error, why] of useless) it(`says that ${why}`, () => assert.equal(whyUseless(error), why))
})
