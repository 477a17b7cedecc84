import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { deadLetterCode, deadLetterCodes } from './dead-letter-codes.ts'

describe('deadLetterCodes', () => {
  it('are the table of the runbook', () => {
    const runbooks = readFileSync(path.join(import.meta.dirname, '../../../k8s/runbooks.md'), 'utf8')
    const section = /^## Dead letters\n([\s\S]*?)\n## /m.exec(runbooks)?.[1] ?? ''
    const rows = section.split('\n').filter((line) => line.startsWith('| `'))
    const wanted = deadLetterCodes.map(
      ({ code, meaning, wayOut }) => `| \`${code}\` | ${meaning} | ${wayOut} |`,
    )
    assert.deepEqual(rows, wanted)
  })

  it('are found by the code of a letter, also by its beginning', () => {
    assert.equal(deadLetterCode('ELQ-00034')?.code, 'ELQ-...')
    assert.equal(deadLetterCode('NOT_TEXT')?.code, 'NOT_TEXT')
    assert.equal(deadLetterCode('NOT_TEXT_EITHER'), undefined)
  })
})
