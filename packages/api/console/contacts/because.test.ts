import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { because } from './because.ts'

describe('because', () => {
  it('reports what a rule derived from, at any depth, and leaves out what is empty', () => {
    assert.equal(
      because({ using: { country: 'AU', found: { includes: 'WELL', excludes: '' } } }),
      'country AU, includes WELL',
    )
  })

  it('reports the pattern', () => {
    assert.equal(because({ pattern: '^A' }), 'pattern ^A')
  })

  it('is empty where the change shows all', () => {
    assert.equal(because({}), '')
  })
})
