import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hasOption, withoutOverriddenOptions } from './url-options.ts'

describe('withoutOverriddenOptions', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['mongodb://a', 'mongodb://a'],
    ['mongodb://a/?w=1', 'mongodb://a/'],
    ['mongodb://a/?W=0&tls=true&Journal=false', 'mongodb://a/?tls=true'],
    ['mongodb://a/?readPreferenceTags=x:y&readPreferenceTags=&appName=w', 'mongodb://a/?appName=w'],
    ['mongodb://a/?%77=1', 'mongodb://a/'],
    ['mongodb://a/?waitQueueTimeoutMS=5', 'mongodb://a/?waitQueueTimeoutMS=5'],
  ]
  for (const [given, left] of cases)
    it(`leaves ${left} of ${given}`, () => assert.equal(withoutOverriddenOptions(given), left))
})

describe('hasOption', () => {
  it('knows a name in any case, and no part of another', () => {
    assert.equal(hasOption('mongodb://a/?sockettimeoutms=1', 'socketTimeoutMS'), true)
    assert.equal(hasOption('mongodb://socketTimeoutMS=1@a/?tls=true', 'socketTimeoutMS'), false)
  })
})
