import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { InputError } from '../input-error.ts'
import { writePrivateFile } from './private-file.ts'

describe('writePrivateFile', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-private-file-'))
  after(() => rmSync(folder, { recursive: true }))

  it('makes a file that nobody else can read, and replaces none', async () => {
    const file = path.join(folder, 'new')
    await writePrivateFile(file, 'first')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    await assert.rejects(writePrivateFile(file, 'second'), InputError)
    assert.equal(readFileSync(file, 'utf8'), 'first')
  })

  it('leaves nothing behind when it breaks off', async () => {
    const file = path.join(folder, 'half')
    async function* text() {
      yield 'half of it'
      throw new Error('no space left')
    }
    await assert.rejects(writePrivateFile(file, text()), InputError)
    assert.equal(existsSync(file), false)
  })
})
