import assert from 'node:assert/strict'
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { writeOutput, writeTextFile } from './output-file.ts'

describe('writeOutput', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-output-file-'))
  after(() => rmSync(folder, { recursive: true }))

  it('leaves a file that only its owner could read readable for nobody else, also while it is written', async () => {
    const file = path.join(folder, 'contacts.csv')
    writeFileSync(file, 'before')
    chmodSync(file, 0o600)
    const modes: number[] = []
    async function* text() {
      yield 'after'
      for (const name of readdirSync(folder)) modes.push(statSync(path.join(folder, name)).mode & 0o777)
    }
    await writeOutput(text(), file)
    assert.deepEqual(modes, [0o600, 0o600])
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(readFileSync(file, 'utf8'), 'after')
  })

  it('leaves the file as it was, and nothing beside it, when it breaks off', async () => {
    const file = path.join(folder, 'broken.csv')
    await writeTextFile(file, 'before')
    await assert.rejects(writeOutput(breaking(), file), /a fault/)
    assert.equal(readFileSync(file, 'utf8'), 'before')
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('broken')),
      ['broken.csv'],
    )
  })

  it('replaces the file that a link leads to, and only by a whole one', async () => {
    const file = path.join(folder, 'behind.csv')
    const link = path.join(folder, 'link.csv')
    writeFileSync(file, 'before')
    symlinkSync('behind.csv', link)
    await assert.rejects(writeOutput(breaking(), link), /a fault/)
    assert.equal(readFileSync(file, 'utf8'), 'before')
    await writeTextFile(link, 'after')
    assert.equal(readFileSync(file, 'utf8'), 'after')
    assert.ok(lstatSync(link).isSymbolicLink())
  })

  it('compresses a file whose name says so', async () => {
    const file = path.join(folder, 'contacts.csv.gz')
    await writeTextFile(file, 'José\n'.repeat(100_000))
    assert.equal(gunzipSync(readFileSync(file)).toString(), 'José\n'.repeat(100_000))
  })
})

async function* breaking() {
  yield 'half'
  throw new Error('a fault')
}
