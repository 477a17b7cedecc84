import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ruleFiles } from '../testing/rule-files.ts'
import { runDwm, startDwm } from '../testing/run-dwm.ts'

const rules = { normLookup: [{ _id: 'n1', fieldName: 'country', find: 'USA', replace: 'US' }], oddLookup: [] }
const config = {
  configName: 'Only',
  fields: { country: { lookup: ['normLookup'], derive: {} } },
  userDefinedFunctions: {},
  history: {
    ...{ writeContactHistory: true, returnHistoryId: false, returnHistoryField: 'historyId' },
    histIdField: { name: 'id', value: 'emailAddress' },
  },
}

const { file, named } = ruleFiles(rules, config)

async function wash(input: string | Uint8Array, ...args: string[]) {
  await writeFile(file('in.csv'), input)
  return runDwm(['wash', ...named(), ...args, file('in.csv')])
}

const toCsv = ['--to', 'csv']

describe('dwm wash of CSV files', () => {
  it('ends a row at CRLF, LF or CR, whatever the other rows end with', async () => {
    const { out, err } = await wash(
      'emailAddress,country,note\na@example.com,usa,x\r\nb@example.com,usa,\r\nc@example.com,usa,"1\r\n2"\rd@example.com,DE,y\n',
      ...toCsv,
    )
    assert.equal(
      out,
      'emailAddress,country,note\r\na@example.com,US,x\r\nb@example.com,US,\r\nc@example.com,US,"1\r\n2"\r\nd@example.com,DE,y\r\n',
    )
    assert.match(err, /^4 records: 3 changed, 0 failed/m)
  })

  it('reads semicolons, and writes them again', async () => {
    const { out, err } = await wash('emailAddress;country\na@example.com;usa\n', ...toCsv)
    assert.equal(out, 'emailAddress;country\r\na@example.com;US\r\n')
    assert.match(err, /values are separated by ";"/)
  })

  for (const [encoding, bytes] of [
    ['windows-1252', Buffer.from('emailAddress,country,city\na@example.com,usa,K\u00f6ln\n', 'latin1')],
    ['utf-16le', Buffer.from('\uFEFFemailAddress,country,city\na@example.com,usa,K\u00f6ln\n', 'utf16le')],
  ] as const) {
    it(`detects ${encoding}, keeps every letter and says what it did`, async () => {
      const { out, err } = await wash(bytes, ...toCsv)
      assert.equal(out, 'emailAddress,country,city\r\na@example.com,US,K\u00f6ln\r\n')
      assert.match(err, new RegExp(`read as ${encoding}`))
    })
  }

  it('reads gzip', async () => {
    const { out } = await wash(gzipSync('emailAddress,country\na@example.com,usa\n'), ...toCsv)
    assert.equal(out, 'emailAddress,country\r\na@example.com,US\r\n')
  })

  it('matches a header of people with fields, and gives its names and order back', async () => {
    const { out, err } = await wash('2023,Email Address, COUNTRY ,2022\n1,a@example.com,usa,2\n', ...toCsv)
    assert.equal(out, '2023,Email Address,COUNTRY,2022\r\n1,a@example.com,US,2\r\n')
    assert.match(err, /column "Email Address" is read as emailAddress/)
  })

  it('matches columns that only fill other fields, too', async () => {
    const step = { type: 'copyValue', fieldSet: ['mailingCountry'], options: [] }
    await writeFile(
      file('derive.json'),
      JSON.stringify({ ...config, fields: { country: { lookup: [], derive: { 1: step } } } }),
    )
    const input = 'Email,Country,Mailing Country\na@example.com,,DE\n'
    const { out } = await wash(input, ...toCsv, '--config', file('derive.json'))
    assert.equal(out, 'Email,Country,Mailing Country\r\na@example.com,DE,DE\r\n')
  })

  it('counts rows without an address', async () => {
    const { code, err } = await wash('emailAddress,country\n,usa\n ,usa\na@example.com,usa\n', ...toCsv)
    assert.deepEqual([code, /^washed in spite of a blank emailAddress: 2$/m.test(err)], [0, true])
  })

  it('counts rows with the address of an earlier row, in any case', async () => {
    const { code, err } = await wash('emailAddress,country\na@example.com,usa\nA@Example.com,usa\n', ...toCsv)
    assert.deepEqual([code, /^washed with the emailAddress of an earlier record: 1$/m.test(err)], [0, true])
  })

  it('refuses two fields for one column', async () => {
    const { code, err } = await wash('Land\nusa\n', '--map', 'Land=country', '--map', 'Land=emailAddress')
    assert.deepEqual([code, /the column "Land" is named twice/.test(err)], [2, true])
  })

  it('takes a column for the field that is named', async () => {
    const args = [...toCsv, '--map', 'Land=country', '--map', 'Mail=emailAddress']
    const { out } = await wash('Mail,Land\na@example.com,usa\n', ...args)
    assert.equal(out, 'Mail,Land\r\na@example.com,US\r\n')
  })

  it('keeps a header that has no rows', async () => {
    assert.equal((await wash('emailAddress,country\n', ...toCsv)).out, 'emailAddress,country\r\n')
  })

  it('says that a file is empty', async () => {
    const { code, err } = await wash('\n\n', ...toCsv)
    assert.equal(code, 0)
    assert.match(err, /there is nothing in the file, not even a header/)
  })

  it('pads short rows and drops blanks of long ones, or ends, when it is asked to', async () => {
    const rows = 'emailAddress,country,note\na@example.com,usa\n'
    assert.match((await wash(rows, ...toCsv, '--ragged', 'pad')).out, /a@example\.com,US,\r\n/)
    const hint = /1 row has fewer or more values than the header: --ragged pad adds .*, --ragged fail stops/
    for (const to of [toCsv, ['--from', 'csv', '--to', 'jsonl']])
      assert.match((await wash(rows, ...to)).err, hint)
    const long = 'emailAddress,country\na@example.com,usa,, \nb@example.com,usa,,x\n'
    const padded = await wash(long, ...toCsv, '--ragged', 'pad')
    assert.equal(padded.out, 'emailAddress,country\r\na@example.com,US\r\n')
    assert.match(padded.err, /line 3: NOT_A_RECORD: has 4 values where the header has 2/)
    assert.doesNotMatch(padded.err, /--ragged/)
    const { code, err } = await wash(rows, ...toCsv, '--ragged', 'fail')
    assert.deepEqual([code, /line 2: has 2 values where the header has 3/.test(err)], [2, true])
  })

  it('reports values before and after by field and rule', async () => {
    await wash(
      'emailAddress,country\na@example.com,usa\nb@example.com,Usa\nc@example.com,usa\n',
      '--report',
      file('r.json'),
    )
    const rows = JSON.parse(await readFile(file('r.json'), 'utf8'))
    const same = { field: 'country', ruleType: 'normLookup', rule: 'n1', to: 'US' }
    assert.deepEqual(rows, [
      { ...same, from: 'usa', records: 2 },
      { ...same, from: 'Usa', records: 1 },
    ])
  })

  it('explains a record rule by rule', async () => {
    const { out } = await wash(
      'emailAddress,country\na@example.com,usa\nb@example.com,DE\n',
      '--explain',
      '2',
    )
    assert.equal(out, 'country: "usa"\n  normLookup: "usa" -> "US" (rule n1)\n  = "US"\n')
    const other = await wash('emailAddress,country\na@example.com,usa\nb@example.com,DE\n', '--explain', '3')
    assert.equal(other.out, 'country: "DE"\n  normLookup: no rule fits\n  = "DE"\n')
  })

  it('keeps a spreadsheet from calculating, when it is asked to', async () => {
    const { out } = await wash(
      'emailAddress,country,note\na@example.com,usa,=1+1\n',
      ...toCsv,
      '--safe-from-formulas',
    )
    assert.match(out, /,'=1\+1\r\n$/)
  })

  it('names a collection that it does not know', async () => {
    assert.match((await wash('emailAddress,country\n', ...toCsv)).err, /no collection is called oddLookup/)
  })

  it('names the first failed rows and counts the others', async () => {
    const rows = 'a@example.com\n'.repeat(100)
    const { err } = await wash(`emailAddress,country\n${rows}`, ...toCsv)
    assert.equal(err.split('\n').filter((line) => line.startsWith('line ')).length, 20)
    assert.match(err, /and 80 more records failed/)
  })

  it('leaves an output alone that it cannot replace by a whole new one', async () => {
    await writeFile(file('out.csv'), 'old')
    assert.equal((await wash('a,a\n1,2\n', '-o', file('out.csv'))).code, 2)
    assert.equal(await readFile(file('out.csv'), 'utf8'), 'old')
  })

  it('leaves nothing behind on Ctrl-C, and the old output as it was', async () => {
    await writeFile(file('kept.csv'), 'old')
    const child = startDwm(['wash', ...named(), '--from', 'csv', '-o', file('kept.csv')])
    child.stdin.on('error', () => undefined)
    child.stdin.write(`emailAddress,country\n${'a@example.com,usa\n'.repeat(100_000)}`)
    while (!(await readdir(file(''))).some((name) => name.startsWith('kept.csv.'))) {
      assert.equal(child.exitCode, null)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    child.kill('SIGINT')
    const [code] = await once(child, 'close')
    assert.equal(code, 130)
    assert.equal(await readFile(file('kept.csv'), 'utf8'), 'old')
    assert.deepEqual(
      (await readdir(file(''))).filter((name) => name.endsWith('.tmp')),
      [],
    )
    assert.ok(existsSync(file('kept.csv')))
  })
})
