import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'

const rules = {
  genericLookup: [{ find: 'NONE', replace: '' }],
  normLookup: [{ _id: 'n1', fieldName: 'country', find: 'USA', replace: 'US' }],
}
const config = {
  configName: 'First',
  fields: {
    city: { lookup: ['genericLookup'], derive: {} },
    country: { lookup: ['normLookup'], derive: {} },
  },
  userDefinedFunctions: {},
  history: {
    writeContactHistory: true,
    returnHistoryId: false,
    returnHistoryField: 'historyId',
    histIdField: { name: 'id', value: 'id' },
  },
}
const second = { ...config, configName: 'Second', fields: { city: config.fields.city } }

let folder: string
const file = (name: string) => path.join(folder, name)

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dwm-wash-'))
  await writeFile(file('rules.json'), JSON.stringify(rules))
  await writeFile(file('config.json'), JSON.stringify([config, second]))
})
after(() => rm(folder, { recursive: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function wash(input: string, ...args: string[]): Promise<Ended> {
  const main = path.join(import.meta.dirname, '../main.ts')
  const files = ['--rules', file('rules.json'), '--config', file('config.json')]
  const child = spawn(process.execPath, [main, 'wash', ...files, ...args])
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk) => out.push(chunk))
  child.stderr.on('data', (chunk) => err.push(chunk))
  child.stdin.on('error', () => undefined) // a command that refuses its arguments reads nothing
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
}

describe('dwm wash', () => {
  it('washes JSON Lines from standard input to standard output', async () => {
    const ended = await wash('{"id":1,"city":"none","country":"usa"}\n\n{"id":2,"city":"Bonn"}')
    assert.equal(ended.out, '{"id":1,"city":"","country":"US"}\n{"id":2,"city":"Bonn"}\n')
    assert.match(ended.err, /^2 records: 1 changed, 0 failed/m)
    assert.equal(ended.code, 0)
  })

  it('adds histories, and takes the config that is named', async () => {
    const args = ['--history', '--timestamp', '12', '--config-name', 'Second', '--quiet']
    const { out, err } = await wash('{"id":1,"city":"none","country":"usa"}\n', ...args)
    assert.deepEqual(JSON.parse(out), {
      record: { id: 1, city: '', country: 'usa' },
      history: {
        city: { genericLookup: { from: 'none', to: '' } },
        timestamp: 12,
        id: 1,
        configName: 'Second',
        _current: 0,
      },
    })
    assert.equal(err, '')
  })

  it('puts a failed record into its line, washes the others and ends with 4', async () => {
    const { code, out } = await wash(
      '{"id":1,"city":5}\n{"city":"x"}\n\n7\n{"id" 2}\n{"id":3,"city":"none"}\n',
    )
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      lines.map(({ error }) => error?.code),
      ['NOT_TEXT', 'NO_ID', 'NOT_A_RECORD', 'NOT_A_RECORD', undefined],
    )
    assert.deepEqual(lines[3].error, {
      code: 'NOT_A_RECORD',
      reason: `not JSON: expected ':', found "2"`,
      line: 5,
    })
    assert.deepEqual(lines[4], { id: 3, city: '' })
    assert.equal(code, 4)
  })

  it('reads and writes CSV by the endings of the names', async () => {
    await writeFile(
      file('in.csv'),
      '\uFEFFid,city,country\r\n1,"none","a ""b"", c"\r\n2,"two\r\nlines",usa\r\n',
    )
    const { code } = await wash('', '--output', file('out.csv'), file('in.csv'))
    const washed = await readFile(file('out.csv'), 'utf8')
    assert.equal(washed, 'id,city,country\r\n1,,"a ""b"", c"\r\n2,"two\r\nlines",US\r\n')
    assert.equal(code, 0)
  })

  it('leaves failed records out of CSV and names them', async () => {
    const { code, out, err } = await wash('{"id":1,"city":"a"}\n{"id":2,"city":7}\n', '--to', 'csv')
    assert.equal(out, 'id,city\r\n1,a\r\n')
    assert.match(err, /^line 2: NOT_TEXT/m)
    assert.equal(code, 4)
  })

  it('passes over empty lines of CSV, and names rows that do not fit the header', async () => {
    const rows = ['id,city,country', '', '1,none,usa', '2,none', '3,a,b,c', '', '4,"x\r\ny",usa', '5', '']
    const { code, out, err } = await wash(rows.join('\r\n'), '--from', 'csv', '--to', 'csv')
    assert.equal(out, 'id,city,country\r\n1,,US\r\n4,"x\r\ny",US\r\n')
    const named = err.split('\n').filter((line) => line.startsWith('line'))
    assert.deepEqual(named, [
      'line 4: NOT_A_RECORD: has 2 values where the header has 3',
      'line 5: NOT_A_RECORD: has 4 values where the header has 3',
      'line 9: NOT_A_RECORD: has 1 values where the header has 3',
    ])
    assert.equal(code, 4)
  })

  it('writes what stands before a place where nobody can tell any more where rows end', async () => {
    const before = Array.from({ length: 500 }, (_, row) => `${row},none\r\n`)
    const { code, out, err } = await wash(
      `id,city\r\n\r\n${before.join('')}x,"y"z\r\n501,none\r\n`,
      '--from',
      'csv',
    )
    assert.equal(out, before.map((_, row) => `{"id":"${row}","city":""}\n`).join(''))
    assert.match(err, /^dwm: standard input, line 503: text follows a closing quote$/m)
    assert.equal(code, 2)
  })

  it('does not write into the file that it reads, under whatever name', async () => {
    const text = '{"id":1,"city":"none"}\n'
    await writeFile(file('own.jsonl'), text)
    await symlink(file('own.jsonl'), file('other-name.jsonl'))
    const { code, err } = await wash('', '--output', file('other-name.jsonl'), file('own.jsonl'))
    assert.match(err, /own\.jsonl: is input and output at once/)
    assert.equal(await readFile(file('own.jsonl'), 'utf8'), text)
    assert.equal(code, 2)
  })

  const refused: [says: string, input: string, args: () => string[], message: RegExp][] = [
    [
      'text that is not what it is said to be',
      '',
      () => ['--encoding', 'utf-8', file('latin.csv')],
      /latin\.csv, line 2: is not utf-8 text/,
    ],
    ['an Excel workbook', '', () => [file('book.xlsx')], /book\.xlsx: is an Excel workbook.*save it as CSV/],
    [
      'a file in which nothing would be washed',
      '',
      () => [file('other.csv')],
      /other\.csv, line 1: no column is a field that the config washes\. Columns: id, town/,
    ],
    [
      'its rules file as output',
      '',
      () => ['-o', file('rules.json'), file('open.csv')],
      /rules\.json: is rules file and output at once/,
    ],
    [
      'a quote that is not closed',
      '',
      () => [file('open.csv')],
      /open\.csv, line 3: a quote is opened here and not closed/,
    ],
    [
      'a broken row after values of several lines',
      '',
      () => [file('lines.csv')],
      /lines\.csv, line 6: text follows a closing quote/,
    ],
    [
      'a column twice',
      '',
      () => [file('twice.csv')],
      /twice\.csv, line 1: the header has the column a twice/,
    ],
    [
      'rules that are no JSON',
      '',
      () => ['--rules', file('broken.json')],
      /broken\.json, line 2: not JSON: expected a value/,
    ],
    ['a file that is not there', '', () => [file('nowhere.csv')], /nowhere\.csv: cannot be read \(ENOENT\)/],
    [
      'a config that is not there',
      '',
      () => ['--config-name', 'Third'],
      /has no config Third; there are First, Second/,
    ],
    ['histories as CSV', '', () => ['--history', '--to', 'csv'], /--history needs JSON Lines/],
    ['a format that it does not know', '', () => ['--to', 'xml'], /Allowed choices are jsonl, csv/],
  ]
  for (const [says, input, args, message] of refused) {
    it(`refuses ${says} in one message, exit code 2`, async () => {
      await writeFile(file('latin.csv'), Buffer.from('id,city\n1,Orl\u00e9ans\n', 'latin1'))
      await writeFile(file('book.xlsx'), Buffer.from([0x50, 0x4b, 3, 4, 20, 0]))
      await writeFile(file('other.csv'), 'id,town\r\n1,none\r\n')
      await writeFile(file('open.csv'), 'id,city\r\n1,2\r\n1,"2\r\n3,4\r\n')
      await writeFile(file('lines.csv'), 'id,city\r\n1,"2\r\n2"\r\n3,"\r\n"\r\n"5\r\n"6,7\r\n')
      await writeFile(file('twice.csv'), 'a,a\r\n1,2\r\n')
      await writeFile(file('broken.json'), '{"genericLookup": [\n}')
      const { code, err } = await wash(input, '--quiet', ...args())
      assert.match(err, message)
      assert.equal(code, 2)
    })
  }

  it('shows no value of a contact in a message about a CSV file', async () => {
    await writeFile(file('secret.csv'), 'id,city\r\n1,some"one@example.com\r\n')
    const { code, err } = await wash('', '--quiet', file('secret.csv'))
    assert.match(err, /line 2: a quote stands within a value/)
    assert.doesNotMatch(err, /example/)
    assert.equal(code, 2)
  })

  it('stops quietly when nobody reads any more', async () => {
    const main = path.join(import.meta.dirname, '../main.ts')
    const files = ['--rules', file('rules.json'), '--config', file('config.json')]
    const child = spawn(process.execPath, [main, 'wash', ...files], { stdio: ['pipe', 'pipe', 'pipe'] })
    let err = ''
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.stdout.once('data', () => child.stdout.destroy())
    child.stdin.on('error', () => undefined)
    child.stdin.end('{"id":1,"city":"none"}\n'.repeat(200_000))
    const [code] = await once(child, 'close')
    assert.equal(code, 0)
    assert.doesNotMatch(err, /EPIPE/)
  })
})
