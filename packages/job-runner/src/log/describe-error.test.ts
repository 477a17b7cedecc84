import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { causesOf, describeError } from './describe-error.ts'

describe('describeError', () => {
  it('takes plain facts and causes, and no object that hangs on an error', () => {
    const cause = Object.assign(new RangeError('too far'), { status: 503 })
    const error = Object.assign(new Error('tried', { cause }), {
      code: 'TRIED',
      options: { password: 'x' },
      contacts: ['x'],
    })
    const { stack, cause: described, ...facts } = describeError(error)
    assert.match(stack ?? '', /tried/)
    assert.deepEqual(facts, { name: 'Error', message: 'tried', code: 'TRIED' })
    assert.equal(described?.['status'], 503)
  })

  it('describes whatever was thrown', () => {
    assert.deepEqual(describeError('a word'), { name: 'string', message: 'a word' })
    assert.deepEqual(describeError(undefined), { name: 'undefined', message: 'undefined' })
  })

  it('ends with causes that go in a circle', () => {
    const error = new Error('one')
    error.cause = error
    assert.equal([...causesOf(error)].length, 1)
    assert.ok(JSON.stringify(describeError(error)))
  })
})
