import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ContactFile, ContactRow } from './contact-file.ts'
import { contactFileLines } from './contact-lines.ts'

function linesOf(rows: readonly ContactRow[]): string[] {
  return contactFileLines({ file: 'a.csv', notes: ['comma'], rows } as unknown as ContactFile)
}

describe('contactFileLines', () => {
  it('counts rows, and names the lines that are left out by reason', () => {
    const rows = [{ line: 2 }, { line: 3, reason: 'no address' }, { line: 4, reason: 'no address' }] as const
    assert.deepEqual(linesOf(rows), ['a.csv: comma', 'a.csv: 3 rows', '  2 rows: no address (lines 3, 4)'])
  })

  it('names ten lines at most', () => {
    const rows = Array.from({ length: 11 }, (_, line) => ({ line, reason: 'no address' }) as const)
    assert.match(linesOf(rows).at(-1) ?? '', /\(lines 0, 1, .*, 9, \.\.\.\)$/)
    assert.doesNotMatch(linesOf(rows.slice(1)).at(-1) ?? '', /\.\.\./)
  })
})
