import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaSyncFailedError, EloquaValidationError } from '@dwmops/eloqua-client'
import { isRefusal } from './refused-imports.ts'

function failed(code: string): EloquaSyncFailedError {
  return new EloquaSyncFailedError({
    syncUri: '/syncs/1',
    syncStatus: 'error',
    temporary: false,
    statusCodes: [code],
  })
}

describe('isRefusal', () => {
  const cases: readonly [name: string, error: unknown, refusal: boolean][] = [
    ['a fatal code of a sync', failed('ELQ-00112'), true],
    ['a code that concerns rows', failed('ELQ-00002'), false],
    ['a 400 for a definition', new EloquaValidationError('no', { path: '/contacts/imports' }), true],
    ['a 400 for rows', new EloquaValidationError('no', { path: '/contacts/imports/7/data' }), true],
    ['a 400 for an export', new EloquaValidationError('no', { path: '/contacts/exports' }), false],
    ['any other error', new Error('no'), false],
  ]
  for (const [name, error, refusal] of cases)
    it(`says ${refusal} of ${name}`, () => assert.equal(isRefusal(error), refusal))
})
