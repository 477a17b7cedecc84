import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { RuleFailure } from '../rules/rule-failure.ts'
import { failureOfThrown, nameAndPlace } from './failure-of-thrown.ts'

describe('failureOfThrown', () => {
  it('names the rule that failed', () => {
    const rule = { collection: 'normRegex', index: 0, id: 'r1', body: {} } as const
    const { code, rule: collection, reason } = failureOfThrown(new RuleFailure('TOO_COSTLY', rule, undefined))
    assert.deepEqual([code, collection], ['TOO_COSTLY', 'normRegex'])
    assert.match(reason, /normRegex r1/)
  })

  it('reports of any other error its kind and place, never its words', () => {
    const { code, rule, reason } = failureOfThrown(new TypeError('secret'))
    assert.deepEqual([code, rule], ['ENGINE_FAULT', undefined])
    assert.match(reason, /TypeError at test\.ts:\d+$/)
  })
})

describe('nameAndPlace', () => {
  it('is the name alone without a stack, and the kind of what is no error', () => {
    const error = new RangeError('secret')
    delete error.stack
    assert.equal(nameAndPlace(error), 'RangeError')
    assert.equal(nameAndPlace('secret'), 'a thrown string')
  })
})
