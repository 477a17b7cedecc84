import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exitCodes, isFailure, isSuccess, type RunResult } from './exit-codes.ts'

const results = Object.keys(exitCodes) as RunResult[]

describe('isSuccess', () => {
  it('is a run that ends with 0', () => {
    assert.deepEqual(results.filter(isSuccess), ['done', 'nothing to do'])
  })
})

describe('isFailure', () => {
  it('is neither a success nor a run that was stopped', () => {
    assert.deepEqual(results.filter(isFailure), ['unexpected', 'settings', 'unavailable', 'partial'])
  })
})
