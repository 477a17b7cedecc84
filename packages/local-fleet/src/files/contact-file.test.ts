import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { contactOf, readContactFile, textOf } from './contact-file.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'contact-file-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function read(name: string, text: string) {
  const file = path.join(folder, name)
  await writeFile(file, text)
  return readContactFile(file)
}

describe('readContactFile', () => {
  it('says of each row why it cannot be washed, if so', async () => {
    const text = 'emailAddress,city\nann@x.org,Rome\n ANN@x.org,Oslo\n ,Bonn\nbob@x.org\n'
    const { rows, format } = await read('contacts.csv', text)
    assert.equal(format, 'csv')
    assert.deepEqual(
      rows.map(({ line, reason }) => [line, reason]),
      [
        [2, undefined],
        [3, 'address of an earlier row'],
        [4, 'no address'],
        [5, 'other number of values than the header'],
      ],
    )
  })

  it('refuses an empty file, and a line that is no JSON object', async () => {
    await assert.rejects(read('empty.csv', ''), /is empty/)
    for (const line of ['7', '[]', 'null', '{'])
      await assert.rejects(read('contacts.jsonl', `{"emailAddress":"a@x.org"}\n${line}\n`), /2/)
  })
})

describe('contactOf', () => {
  it('has known fields that are not blank, and its line as its id', () => {
    const record = { emailAddress: 'a@x.org', city: '', country: null, unheardOf: 'x', ContactID: 'own' }
    assert.deepEqual(contactOf({ line: 7, record }), { emailAddress: 'a@x.org', ContactID: '7' })
    assert.deepEqual(contactOf({ line: 8 }), { ContactID: '8' })
  })
})

describe('textOf', () => {
  it('is blank for what is no single value', () => {
    assert.deepEqual([undefined, null, {}, ['a'], 0, false, 'a'].map(textOf), [
      '',
      '',
      '',
      '',
      '0',
      'false',
      'a',
    ])
  })
})
