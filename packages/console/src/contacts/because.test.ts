import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { because } from './because.ts'

describe('because', () => {
  it('reports what a rule derived from, at any depth, and leaves out what is empty', () => {
    assert.deepEqual(because({ using: { country: 'AU', found: { includes: 'WELL', excludes: '' } } }), [
      ['country', 'AU'],
      ['includes', 'WELL'],
    ])
  })

  it('reports the pattern', () => {
    assert.deepEqual(because({ pattern: '^A' }), [['pattern', '^A']])
  })

  it('is empty where the change shows all', () => {
    assert.deepEqual(because({}), [])
  })
})
