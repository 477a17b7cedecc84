import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openText } from './open-text.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'open-text-'))
})
after(() => rm(folder, { recursive: true }))

async function read(bytes: Uint8Array, named?: string): Promise<string> {
  const file = path.join(folder, 'in.csv')
  await writeFile(file, bytes)
  const { text } = await openText(file, named)
  let whole = ''
  for await (const piece of text) whole += piece
  return whole
}

describe('openText', () => {
  const japanese = Buffer.from('name\n\x8eR\x93c\n', 'latin1') // Shift_JIS

  it('takes no text for Windows-1252 that has bytes without a letter there', async () => {
    const unknown = Buffer.concat([japanese, Buffer.from([0x90, 0xa2])])
    await assert.rejects(read(unknown), /neither UTF-8 nor Windows-1252 text; name its encoding/)
  })

  it('reads any encoding that is named', async () => {
    assert.equal(await read(japanese, 'shift_jis'), 'name\n山田\n')
    assert.equal(
      await read(Buffer.from('name\n\xc8\xe2\xe0\xed\n', 'latin1'), 'windows-1251'),
      'name\nИван\n',
    )
    assert.equal(await read(Buffer.from('Jos\x8e\r', 'latin1'), 'macintosh'), 'José\r')
  })

  it('says when a file ends within a letter', async () => {
    const whole = Buffer.from('\uFEFFname\nJosé\n', 'utf16le')
    await assert.rejects(
      read(whole.subarray(0, -1)),
      /in\.csv, line 2: ends within a letter \(utf-16le\), so a part of the file is missing/,
    )
  })

  it('says both of what a last byte that is half a letter may mean', async () => {
    const reason = /line 2: ends within a letter of utf-8: a part of the file is missing, or.*windows-1252/
    await assert.rejects(read(Buffer.from('name\nJos\xe9', 'latin1')), reason)
  })

  it('reads all before what is no letter, wherever a piece ends, and names its line', async () => {
    const rows = 'José,1\r\n'.repeat(20_000)
    for (const shift of ['', 'x', 'xy', 'xyz', 'wxyz']) {
      const bytes = Buffer.concat([Buffer.from(`${shift}${rows}Jos`), Buffer.from('\xe9,2\r\n', 'latin1')])
      const file = path.join(folder, 'late.csv')
      await writeFile(file, bytes)
      const { text } = await openText(file, 'utf-8')
      let whole = ''
      const reading = async () => {
        for await (const piece of text) whole += piece
      }
      await assert.rejects(reading(), /late\.csv, line 20001: is not utf-8 text/)
      assert.equal(whole, `${shift}${rows}Jos`)
    }
  })

  it('reads UTF-16 before half of a pair in the same way', async () => {
    const file = path.join(folder, 'late.csv')
    await writeFile(file, Buffer.from(`\uFEFF${'a😀\r\n'.repeat(20_000)}b\uD83Dc\n`, 'utf16le'))
    let whole = ''
    const reading = async () => {
      for await (const piece of (await openText(file)).text) whole += piece
    }
    await assert.rejects(reading(), /line 20001: is not utf-16le text/)
    assert.equal(whole, `${'a😀\r\n'.repeat(20_000)}b`)
  })

  it('reads a pipe that has a name, which can be read once only', async () => {
    const pipe = path.join(folder, 'pipe.csv')
    execFileSync('mkfifo', [pipe])
    const written = writeFile(pipe, 'name\nJosé\n')
    const { text } = await openText(pipe)
    let whole = ''
    for await (const piece of text) whole += piece
    await written
    assert.equal(whole, 'name\nJosé\n')
  })
})
