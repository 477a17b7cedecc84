import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type EndedParts, endedOutcome } from '../testing.ts'
import { isGood, syncFailure } from './sync-outcome.ts'

describe('isGood', () => {
  const cases: readonly [name: string, ended: EndedParts, good: boolean][] = [
    ['a sync without trouble', { verdict: { result: 'ok' } }, true],
    ['one with rejected rows', { verdict: { result: 'some-rejected' } }, true],
    ['one that failed', { verdict: { result: 'failed' } }, false],
    ['one that a later run may repeat', { verdict: { result: 'temporary' } }, false],
    ['an export of nothing', { kind: 'export', verdict: { empty: true, codes: ['ELQ-00124'] } }, true],
    [
      'an export of nothing with other trouble',
      { kind: 'export', verdict: { empty: true, codes: ['ELQ-00107'] } },
      false,
    ],
    ['an import that found no rows', { kind: 'import', verdict: { empty: true } }, false],
  ]
  for (const [name, ended, good] of cases)
    it(`says ${good} of ${name}`, () => assert.equal(isGood(endedOutcome(ended)), good))
})

describe('syncFailure', () => {
  it('is worth another run only when the error is temporary', () => {
    const failureOf = (result: 'failed' | 'temporary') => syncFailure(endedOutcome({ verdict: { result } }))
    assert.deepEqual([failureOf('failed').temporary, failureOf('temporary').temporary], [false, true])
  })

  it('names the code for an empty sync, which has no other', () => {
    const { statusCodes } = syncFailure(endedOutcome({ verdict: { empty: true } }))
    assert.deepEqual(statusCodes, ['ELQ-00124'])
  })
})
