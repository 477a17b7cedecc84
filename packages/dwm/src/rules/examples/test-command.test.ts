import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import type { Document } from 'mongodb'
import { ruleFiles } from '../../testing/rule-files.ts'
import { runDwm } from '../../testing/run-dwm.ts'
import { testDatabase } from '../../testing/test-database.ts'

const rules: { readonly normLookup: readonly Document[] } = {
  normLookup: [
    { _id: 'vp', fieldName: 'jobTitle', find: 'VP', replace: 'Vice President' },
    { fieldName: 'jobTitle', find: 'CEO', replace: 'Chief' },
  ],
}
const config = washingConfig('Only', { jobTitle: { lookup: ['normLookup'], derive: {} } })

const { file, named } = ruleFiles(rules, config)

async function test(name: string, text: string, ...args: string[]) {
  await writeFile(file(name), text)
  return runDwm(['rules', 'test', file(name), ...named(), ...args])
}

describe('dwm rules test', () => {
  it('ends with 0 when all examples of a sheet come out as expected', async () => {
    const { code, out, err } = await test(
      'good.csv',
      'Field,Value,Expected\r\njobTitle,vp,Vice President\r\n',
    )
    assert.deepEqual([code, out], [0, '1 examples, 0 failed\n'], err)
  })

  it('prints a line for each that does not, with the rule that decided, and ends with 4', async () => {
    const sheet = 'field,value,expected\njobTitle,vp,VP\njobTitle,ceo,CEO\njobTitle,cto,x\ntitle,vp,VP\n'
    const { code, out } = await test('bad.csv', sheet)
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(path.dirname(file('x')), '')),
      [
        '/bad.csv, line 2: jobTitle "vp": expected "VP", got "Vice President"; decided by normLookup vp',
        '/bad.csv, line 3: jobTitle "ceo": expected "CEO", got "Chief"; decided by normLookup #1',
        '/bad.csv, line 4: jobTitle "cto": expected "x", got "cto"; decided by no rule: none changes it',
        '/bad.csv, line 5: title "vp": expected "VP"; config Only washes no field title',
        '4 examples, 4 failed',
        '',
      ],
    )
    assert.equal(code, 4)
  })

  it('reads JSON Lines and prints JSON', async () => {
    const { code, out } = await test(
      'bad.jsonl',
      '{"field":"jobTitle","value":"vp","expected":"VP"}\n',
      '--json',
    )
    assert.deepEqual([code, JSON.parse(out).examples, JSON.parse(out).failed[0].line], [4, 1, 1])
  })

  it('refuses a file without the columns, and a line that is no example', async () => {
    const sheet = await test('other.csv', 'field,from,to\njobTitle,vp,VP\n')
    assert.match(sheet.err, /other\.csv, line 1: no column stands for value and expected/)
    const line = await test('odd.jsonl', '{"field":"jobTitle","value":"vp","expected":5}\n')
    assert.match(line.err, /odd\.jsonl, line 1: expected: expected a text/)
    assert.deepEqual([sheet.code, line.code], [2, 2])
  })
})

const database = testDatabase()

describe('dwm rules test of a database', () => {
  it('takes the rules and the only config that are there', async () => {
    const { dwm, db } = database.fresh()
    await db.collection('normLookup').insertMany(rules.normLookup.map((rule): Document => ({ ...rule })))
    await db.collection<object>('config').insertOne({ ...config })
    await writeFile(file('sheet.csv'), 'field,value,expected\njobTitle,vp,Vice President\n')
    const { code, out, err } = await dwm('rules', 'test', file('sheet.csv'))
    assert.deepEqual([code, out], [0, '1 examples, 0 failed\n'], err)
  })
})
