import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clean } from './clean.ts'

describe('clean', () => {
  const cases: readonly [value: string, cleaned: string][] = [
    ['berlin', 'BERLIN'],
    [' berlin  mitte ', 'BERLIN MITTE'],
    ['a\u00a0b', 'A B'],
    ['\ta\u3000', 'A'],
    ['straße', 'STRASSE'],
    ['\ufeffa', '\ufeffA'],
    ['a\u200bb', 'A\u200bB'],
    [' ', ''],
    ['', ''],
  ]
  for (const [value, cleaned] of cases)
    it(`makes ${JSON.stringify(cleaned)} of ${JSON.stringify(value)}`, () =>
      assert.equal(clean(value), cleaned))
})
