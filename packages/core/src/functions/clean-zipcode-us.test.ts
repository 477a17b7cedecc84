import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cleanZipcodeUs } from './clean-zipcode-us.ts'

describe('cleanZipcodeUs', () => {
  const cases: readonly [zip: string, cleaned: string, kept?: string][] = [
    ['', ''],
    ['12345-6789', '12345'],
    ['123456', '12345'],
    ['501', '00501'],
    ['12a45', '00012'],
    ['n/a', '00000', 'n/a'],
    [' 12345', '00000', ' 12345'],
  ]
  for (const [zip, cleaned, kept = cleaned] of cases)
    it(`makes ${JSON.stringify(cleaned)} of ${JSON.stringify(zip)}`, () => {
      assert.equal(cleanZipcodeUs(zip, false), cleaned)
      assert.equal(cleanZipcodeUs(zip, true), kept)
    })
})
