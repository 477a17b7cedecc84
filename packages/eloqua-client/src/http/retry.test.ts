import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { backoffMs, type Decision, decide, type TryResult, type TryState } from './retry.ts'
import { parseRetryAfter } from './retry-after.ts'

const limits = { attempts: 3, firstWaitMs: 1000, maxWaitMs: 60_000 }
const state: TryState = { attempt: 1, repeatable: true, limits, loginUsed: false, random: 1 }
const again: Decision = { next: 'again', waitMs: 1000 }
const known: Decision = { next: 'fail', outcome: 'known' }
const unknown: Decision = { next: 'fail', outcome: 'unknown' }

describe('decide', () => {
  const table: [string, TryResult, Partial<TryState>, Decision][] = [
    ['keeps what went well', { status: 201 }, {}, { next: 'done' }],
    ['tries a read again after a lost connection', { fault: 'lost' }, {}, again],
    ['tries a read again after a timeout', { fault: 'timeout' }, {}, again],
    ['tries a read again after a 500', { status: 500 }, {}, again],
    ['tries a read again after a 503', { status: 503 }, {}, again],
    ['does not repeat a POST whose answer was lost', { fault: 'lost' }, { repeatable: false }, unknown],
    ['does not repeat a POST after a timeout', { fault: 'timeout' }, { repeatable: false }, unknown],
    ['does not repeat a POST after a 502', { status: 502 }, { repeatable: false }, unknown],
    ['repeats a POST that never reached Eloqua', { fault: 'not-sent' }, { repeatable: false }, again],
    ['repeats a POST after a 429', { status: 429 }, { repeatable: false }, again],
    ['waits as a 429 asks', { status: 429, retryAfterMs: 7000 }, {}, { next: 'again', waitMs: 7000 }],
    [
      'waits no longer than the longest wait',
      { status: 429, retryAfterMs: 9e9 },
      {},
      { next: 'again', waitMs: 60_000 },
    ],
    ['gives up after the last try', { status: 429 }, { attempt: 3 }, known],
    ['logs in again after a 401', { status: 401 }, { repeatable: false }, { next: 'login' }],
    ['logs in again after a redirect to the login page', { status: 302 }, {}, { next: 'login' }],
    ['takes a second 401 as final', { status: 401 }, { loginUsed: true }, known],
    ['takes a 400 as final', { status: 400 }, {}, known],
    ['takes a 404 as final', { status: 404 }, {}, known],
  ]
  for (const [sentence, result, changed, expected] of table) {
    it(sentence, () => assert.deepEqual(decide(result, { ...state, ...changed }), expected))
  }
})

describe('backoffMs', () => {
  it('doubles up to the longest wait, half of it by chance', () => {
    assert.deepEqual(
      [1, 2, 3, 20].map((attempt) => [backoffMs(attempt, limits, 0), backoffMs(attempt, limits, 1)]),
      [
        [500, 1000],
        [1000, 2000],
        [2000, 4000],
        [30_000, 60_000],
      ],
    )
  })
})

describe('parseRetryAfter', () => {
  const now = Date.parse('2024-05-01T10:00:00Z')
  const table: [string | undefined, number | undefined][] = [
    [undefined, undefined],
    ['3', 3000],
    [' 0 ', 0],
    ['Wed, 01 May 2024 10:00:05 GMT', 5000],
    ['Wed, 01 May 2024 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-3', undefined],
  ]
  for (const [header, expected] of table) {
    it(`${header} is ${expected}`, () => assert.equal(parseRetryAfter(header, now), expected))
  }
})
