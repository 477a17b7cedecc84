import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import type { ContactFile } from './contact-file.ts'
import { withSandboxFile } from './sandbox-file.ts'

const file = {
  rows: [
    { line: 2, record: { emailAddress: 'a@x.org' } },
    { line: 3, record: { emailAddress: '' }, reason: 'no address' },
  ],
} as unknown as ContactFile

describe('withSandboxFile', () => {
  it('holds the rows that can be washed, and is gone afterwards, also when the work fails', async () => {
    let name = ''
    const text = await withSandboxFile(file, async (given) => {
      name = given
      return readFile(given, 'utf8')
    })
    assert.equal(text, '{"emailAddress":"a@x.org","ContactID":"2"}\n')
    assert.equal(existsSync(name), false)
    const failed = withSandboxFile(file, (given) => {
      name = given
      throw new Error('no')
    })
    await assert.rejects(failed, /no/)
    assert.equal(existsSync(name), false)
  })
})
