import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SettingsError } from '../settings/settings-error.ts'
import { mayBeTheRecords, outcomeOfError, outcomeOfWork, RunDeadlineError } from './run-outcome.ts'

const nothing = { in: 0, out: 0, failed: 0 }
const says = (facts: object) => Object.assign(new Error('x'), facts)

describe('outcomeOfError', () => {
  for (const [what, error, result] of [
    ['a wrong setting', new SettingsError([{ name: 'EXPORT_LIST', expected: 'a list' }]), 'settings'],
    ['what needs an operator', says({ needsOperator: true, retryable: false }), 'settings'],
    ['the same as a cause', new Error('x', { cause: says({ needsOperator: true }) }), 'settings'],
    ['what may do better later', says({ retryable: true }), 'unavailable'],
    ['what no later run does better', says({ retryable: false, needsOperator: false }), 'unexpected'],
    ['the time limit with nothing done', new RunDeadlineError(), 'nothing to do'],
    ['anything else', 'a text', 'unexpected'],
  ] as const)
    it(`is ${result} for ${what}`, () => assert.equal(outcomeOfError(error, nothing).result, result))
})

describe('outcomeOfWork', () => {
  it('is partial as soon as one record failed', () => {
    assert.equal(outcomeOfWork({ in: 5, out: 4, failed: 1 }).result, 'partial')
    assert.equal(outcomeOfWork({ in: 5, out: 5, failed: 0 }).result, 'done')
    assert.equal(outcomeOfWork(nothing).result, 'nothing to do')
  })
})

describe('mayBeTheRecords', () => {
  it('blames them for what nobody expected alone', () => {
    assert.equal(mayBeTheRecords(new RangeError('x')), true)
    for (const error of [says({ needsOperator: true }), says({ retryable: true }), new RunDeadlineError()])
      assert.equal(mayBeTheRecords(error), false)
  })
})
