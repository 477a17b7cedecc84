import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { contactOf, readContactFile } from './contact-file.ts'
import { contactFileLines } from './contact-lines.ts'
import { washedFile } from './washed-file.ts'

async function fileOf(t: TestContext, name: string, text: string | Buffer) {
  const folder = await mkdtemp(path.join(tmpdir(), 'contacts-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = path.join(folder, name)
  await writeFile(file, text)
  return file
}

/** The contacts of a file after washing by a function of their fields; `failing` lines were not washed. */
function washedBy(
  file: Awaited<ReturnType<typeof readContactFile>>,
  change: (fields: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
  failing: readonly number[] = [],
) {
  const washable = file.rows.filter(({ reason }) => reason === undefined)
  return new Map(
    washable.map((row) => {
      const { ContactID = '', ...fields } = contactOf(row)
      const imports = failing.includes(row.line) ? 0 : 1
      return [ContactID, { ContactID, fields: imports === 0 ? fields : change(fields), imports }]
    }),
  )
}

const upper = (fields: Readonly<Record<string, string>>) => ({ ...fields, country: 'US' })

describe('washedFile', () => {
  it('keeps columns, their names, order and delimiter, and what the stages do not know', async (t) => {
    const text = '2023;Email Address;Country;Lead Score\r\n7;ann@example.com;usa;0042\r\n'
    const file = await readContactFile(await fileOf(t, 'a.csv', text))
    const { text: out, washed, changed } = washedFile(file, washedBy(file, upper))
    assert.equal(out, '2023;Email Address;Country;Lead Score\r\n7;ann@example.com;US;0042\r\n')
    assert.deepEqual([washed, changed], [1, 1])
  })

  it('hands rows back as they came that cannot be washed, and says why', async (t) => {
    const rows = [
      'ann@example.com,usa',
      'ANN@Example.com ,usa',
      ',usa',
      'bob@example.com,usa,more',
      'eve@example.com,usa',
    ]
    const file = await readContactFile(
      await fileOf(t, 'a.csv', ['emailAddress,country', ...rows, ''].join('\r\n')),
    )
    const { text, asTheyCame } = washedFile(file, washedBy(file, upper, [6]))
    assert.deepEqual(text.split('\r\n').slice(1), ['ann@example.com,US', ...rows.slice(1), ''])
    assert.deepEqual(
      [...asTheyCame],
      [
        ['address of an earlier row', [3]],
        ['no address', [4]],
        ['other number of values than the header', [5]],
        ['not washed by the stages', [6]],
      ],
    )
    assert.match(contactFileLines(file).join('\n'), /1 row: address of an earlier row \(line 3\)/)
  })

  it('reads ids and other columns that the sandbox would refuse', async (t) => {
    const text = 'ContactID,emailAddress\r\nx,ann@example.com\r\nx,bob@example.com\r\n'
    const file = await readContactFile(await fileOf(t, 'a.csv', text))
    assert.deepEqual(file.rows.map(contactOf), [
      { emailAddress: 'ann@example.com', ContactID: '2' },
      { emailAddress: 'bob@example.com', ContactID: '3' },
    ])
    assert.equal(
      washedFile(
        file,
        washedBy(file, (fields) => fields),
      ).text,
      text,
    )
  })

  it('names the fields that were filled and have no column', async (t) => {
    const file = await readContactFile(await fileOf(t, 'a.csv', 'emailAddress\r\nann@example.com\r\n'))
    assert.deepEqual(washedFile(file, washedBy(file, upper)).withoutColumn, ['country'])
  })

  it('keeps JSON Lines JSON Lines, with numbers as they were', async (t) => {
    const text = '{"emailAddress":"ann@example.com","zipPostalCode":60601,"tags":["a"]}\n'
    const file = await readContactFile(await fileOf(t, 'a.jsonl', text))
    const out = washedFile(file, washedBy(file, upper)).text
    assert.deepEqual(JSON.parse(out), { ...JSON.parse(text), country: 'US' })
  })

  it('keeps a header alone', async (t) => {
    const file = await readContactFile(await fileOf(t, 'a.csv', 'emailAddress,country\n'))
    assert.equal(washedFile(file, new Map()).text, 'emailAddress,country\r\n')
  })
})

describe('readContactFile', () => {
  it('reads letters of Windows-1252, and says so', async (t) => {
    const text = Buffer.from('emailAddress,city\r\nann@example.com,M\xdcNCHEN\r\n', 'latin1')
    const { rows, notes } = await readContactFile(await fileOf(t, 'a.csv', text))
    assert.equal(rows[0]?.record?.['city'], 'MÜNCHEN')
    assert.match(notes.join(), /windows-1252/i)
  })

  it('refuses a file without a column of addresses, and a line that is no JSON', async (t) => {
    await assert.rejects(
      async () => readContactFile(await fileOf(t, 'a.csv', 'Name\r\nAnn\r\n')),
      /no column stands for emailAddress/,
    )
    await assert.rejects(
      async () => readContactFile(await fileOf(t, 'a.jsonl', '{"a":\n')),
      /a\.jsonl, line 1/,
    )
  })

  it('takes a column for a field where it is mapped', async (t) => {
    const file = await fileOf(t, 'a.csv', 'Contact\r\nann@example.com\r\n')
    const { rows } = await readContactFile(file, new Map([['Contact', 'emailAddress']]))
    assert.equal(rows[0]?.reason, undefined)
  })
})
