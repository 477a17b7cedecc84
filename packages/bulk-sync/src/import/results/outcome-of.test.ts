import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Outcome } from '@dwmops/mongo-queue'
import type { RecordResult } from '../import-record.ts'
import { outcomeOf } from './outcome-of.ts'

const next = { queue: 'processedQueue' }

const cases: readonly [result: RecordResult, outcome: Outcome][] = [
  [
    { id: 'a', result: 'accepted' },
    { id: 'a', to: next },
  ],
  [
    { id: 'b', result: 'rejected', code: 'ELQ-00002', message: 'invalid' },
    { id: 'b', to: 'dead', reason: { code: 'ELQ-00002', message: 'invalid' } },
  ],
  [
    { id: 'c', result: 'again', message: 'temporary' },
    { id: 'c', to: 'requeue', reason: { code: 'IMPORT_AGAIN', message: 'temporary' }, countAttempt: false },
  ],
  [
    { id: 'd', result: 'again', message: 'not counted', countsAttempt: true },
    {
      id: 'd',
      to: 'requeue',
      reason: { code: 'IMPORT_UNCONFIRMED', message: 'not counted' },
      countAttempt: true,
    },
  ],
]

describe('outcomeOf', () => {
  for (const [result, outcome] of cases) {
    const name = `${result.result}${'countsAttempt' in result ? ', with its attempt counted' : ''}`
    it(`settles a record that is ${name}`, () => assert.deepEqual(outcomeOf(result, next), outcome))
  }
})
