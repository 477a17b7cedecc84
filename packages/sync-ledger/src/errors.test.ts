import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { ledgerErrorCodes } from './index.ts'

describe('ledgerErrorCodes', () => {
  it('are those of the README, in its order and words', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const rows = [...readme.matchAll(/^\| `(LEDGER_\w+)` +\| (.+?) +\|$/gm)].map(([, code, when]) => [
      code,
      when,
    ])
    assert.deepEqual(rows, Object.entries(ledgerErrorCodes))
  })
})
