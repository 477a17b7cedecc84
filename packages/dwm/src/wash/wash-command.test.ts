import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { ruleFiles } from '../testing/rule-files.ts'
import { type Ended, runDwm, startDwm } from '../testing/run-dwm.ts'

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

const { file, named } = ruleFiles(rules, [config, second])

function wash(input: string, ...args: string[]): Promise<Ended> {
  return runDwm(['wash', ...named(), ...args], { input })
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

  it('names rules that have no effect, with what would have one', async () => {
    const idle = {
      normLookups: [],
      normLookup: [
        { fieldName: 'country', find: 'usa', replace: 'US' },
        { fieldName: 'land', find: 'USA', replace: 'US' },
      ],
    }
    await writeFile(file('idle.json'), JSON.stringify(idle))
    const { code, err } = await wash('{"id":1,"country":"usa"}\n', '--rules', file('idle.json'))
    assert.match(err, /^rules: no collection is called normLookups/m)
    const uncleaned =
      /^rule normLookup #0 \(country .*\) has no effect: find "usa" is never found.*store it as "USA"$/m
    assert.match(err, uncleaned)
    assert.match(err, /^rule normLookup #1 \(land .*\) has no effect: no config asks normLookup for land/m)
    assert.equal(code, 0)
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

  it('writes the rows before a place where the ends of rows cannot be known any more', async () => {
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

  it('stops quietly when nobody reads any more', async () => {
    const child = startDwm(['wash', ...named()])
    child.stdout.once('data', () => child.stdout.destroy())
    child.stdin.end('{"id":1,"city":"none"}\n'.repeat(200_000))
    const [[code], err] = await Promise.all([once(child, 'close'), text(child.stderr)])
    assert.equal(code, 0)
    assert.doesNotMatch(err, /EPIPE/)
  })
})
