import assert from 'node:assert/strict'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { washingConfig } from '@dwmops/core/testing'
import { ruleFiles } from '../testing/rule-files.ts'
import { type Ended, runDwm } from '../testing/run-dwm.ts'

const rules = { genericLookup: [{ find: 'NONE', replace: '' }] }
const configs = ['First', 'Second'].map((name) =>
  washingConfig(name, { city: { lookup: ['genericLookup'], derive: {} } }),
)
const { file, named } = ruleFiles(rules, configs)

function wash(...args: string[]): Promise<Ended> {
  return runDwm(['wash', ...named(), ...args])
}

describe('what dwm wash refuses', () => {
  it('does not write into the file that it reads, under whatever name', async () => {
    const text = '{"id":1,"city":"none"}\n'
    await writeFile(file('own.jsonl'), text)
    await symlink(file('own.jsonl'), file('other-name.jsonl'))
    const { code, err } = await wash('--output', file('other-name.jsonl'), file('own.jsonl'))
    assert.match(err, /own\.jsonl: is both input and output/)
    assert.equal(await readFile(file('own.jsonl'), 'utf8'), text)
    assert.equal(code, 2)
  })

  const refused: [says: string, args: () => string[], message: RegExp][] = [
    [
      'text that is not what it is said to be',
      () => ['--encoding', 'utf-8', file('latin.csv')],
      /latin\.csv, line 2: is not utf-8 text/,
    ],
    ['an Excel workbook', () => [file('book.xlsx')], /book\.xlsx: is an Excel workbook.*save it as CSV/],
    [
      'a file in which nothing would be washed',
      () => [file('other.csv')],
      /other\.csv, line 1: no column is a field that the config washes\. Columns: ContactID, town/,
    ],
    [
      'its rules file as output',
      () => ['-o', file('rules.json'), file('open.csv')],
      /rules\.json: is both rules file and output/,
    ],
    [
      'a quote that is not closed',
      () => [file('open.csv')],
      /open\.csv, line 3: a quote is opened here and not closed/,
    ],
    [
      'a broken row after values of several lines',
      () => [file('lines.csv')],
      /lines\.csv, line 6: text follows a closing quote/,
    ],
    ['a column twice', () => [file('twice.csv')], /twice\.csv, line 1: the header has the column a twice/],
    [
      'rules that are no JSON',
      () => ['--rules', file('broken.json')],
      /broken\.json, line 2: not JSON: expected a value/,
    ],
    [
      'half a gzip file',
      () => [file('half.csv.gz')],
      /half\.csv\.gz: cannot be read \(Z_BUF_ERROR: the gzip file is incomplete\)/,
    ],
    [
      'a file that is not there',
      () => [file('nowhere.csv')],
      /nowhere\.csv: cannot be read \(ENOENT: there is no such file or folder\)/,
    ],
    [
      'a config that is not there',
      () => ['--config-name', 'Third'],
      /has no config Third; known: First, Second/,
    ],
    [
      'a config with faults, naming each by itself',
      () => ['--config', file('faulty.json')],
      /config \(without a name\) cannot be used: configName: [^;]+; fields: [^;]+; userDefinedFunctions: /,
    ],
    ['histories as CSV', () => ['--history', '--to', 'csv'], /--history needs JSON Lines/],
    ['a format that it does not know', () => ['--to', 'xml'], /Allowed choices are jsonl, csv/],
  ]
  for (const [says, args, message] of refused) {
    it(`refuses ${says} in one message, exit code 2`, async () => {
      await writeFile(file('latin.csv'), Buffer.from('ContactID,city\n1,Orl\u00e9ans\n', 'latin1'))
      await writeFile(file('book.xlsx'), Buffer.from([0x50, 0x4b, 3, 4, 20, 0]))
      await writeFile(file('other.csv'), 'ContactID,town\r\n1,none\r\n')
      await writeFile(file('open.csv'), 'ContactID,city\r\n1,2\r\n1,"2\r\n3,4\r\n')
      await writeFile(file('lines.csv'), 'ContactID,city\r\n1,"2\r\n2"\r\n3,"\r\n"\r\n"5\r\n"6,7\r\n')
      await writeFile(file('half.csv.gz'), gzipSync('ContactID,city\n1,none\n').subarray(0, -12))
      await writeFile(file('twice.csv'), 'a,a\r\n1,2\r\n')
      await writeFile(file('faulty.json'), '{}')
      await writeFile(file('broken.json'), '{"genericLookup": [\n}')
      const { code, err } = await wash('--quiet', ...args())
      assert.match(err, message)
      assert.equal(code, 2)
    })
  }

  it('shows no value of a contact in a message about a CSV file', async () => {
    await writeFile(file('secret.csv'), 'ContactID,city\r\n1,some"one@example.com\r\n')
    const { code, err } = await wash('--quiet', file('secret.csv'))
    assert.match(err, /line 2: a quote stands within a value/)
    assert.doesNotMatch(err, /example/)
    assert.equal(code, 2)
  })
})
