import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { ruleFiles } from '../testing/rule-files.ts'
import { runDwm } from '../testing/run-dwm.ts'

const rules = { normLookup: [{ fieldName: 'country', find: 'USA', replace: 'US' }] }
const config = washingConfig('Only', { country: { lookup: ['normLookup'], derive: {} } })
const { file, named } = ruleFiles(rules, config)

/** Washes a text under a name, with rejects into another; what was rejected. */
async function wash(name: string, text: string, rejects: string, ...args: string[]) {
  await writeFile(file(name), text)
  const ended = await runDwm(['wash', ...named(), '--rejects', file(rejects), ...args, file(name)])
  return { ...ended, rejects: await readFile(file(rejects), 'utf8') }
}

describe('dwm wash --rejects', () => {
  const header = 'reject_line,reject_reason,ContactID,country'
  const short = 'has 1 values where the header has 2'

  it('collects rejected rows with line and reason, ready to be corrected and washed again', async () => {
    const first = await wash('in.csv', 'ContactID,country\n7\n8,usa\n', 'r.csv', '--to', 'csv')
    assert.deepEqual([first.code, first.rejects], [4, `${header}\r\n2,${short},7\r\n`])
    const again = await wash('in.csv', first.rejects.replace(',7', ',7,usa'), 'r.csv', '--to', 'csv')
    assert.deepEqual([again.code, again.out], [0, 'ContactID,country\r\n7,US\r\n'])
  })

  it('gives those that fail again their new line and reason alone', async () => {
    const csv = await wash('in.csv', `${header}\r\n9,old,7\r\n`, 'r.csv', '--to', 'csv')
    assert.equal(csv.rejects, `${header}\r\n2,has 3 values where the header has 4,7\r\n`)
    const old = { reject_line: 9, reject_reason: 'old' }
    const lines = [
      { ...old, country: 'usa' },
      { ...old, ContactID: 1, country: 'usa' },
    ]
    const json = await wash('in.jsonl', lines.map((one) => `${JSON.stringify(one)}\n`).join(''), 'r.jsonl')
    assert.equal(
      json.rejects,
      '{"reject_line":1,"reject_reason":"the record has no ContactID","country":"usa"}\n',
    )
    assert.equal(json.out.split('\n')[1], '{"ContactID":1,"country":"US"}')
  })

  it('keeps in JSON Lines what is no record as it stood there', async () => {
    const csv = await wash('in.csv', 'ContactID,country\n7\n', 'r.jsonl')
    assert.deepEqual(JSON.parse(csv.rejects), { reject_line: 2, reject_reason: short, reject_values: ['7'] })
    const json = await wash('in.jsonl', '{oops\n[7]\n', 'r.jsonl')
    const values = json.rejects
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).reject_values)
    assert.deepEqual(values, ['{oops', '[7]'])
  })

  const refused: [says: string, args: () => string[], message: RegExp][] = [
    [
      'CSV for records without columns',
      () => [file('r.csv')],
      /r\.csv: records of JSON Lines have no columns/,
    ],
    [
      'a place in standard output beside the records',
      () => ['-'],
      /two outputs cannot share standard output/,
    ],
    [
      'a place that cannot be written, before anything is washed',
      () => [file('nowhere/r.jsonl'), '-o', file('early.jsonl')],
      /r\.jsonl: cannot be written \(ENOENT: there is no such file or folder\)/,
    ],
  ]
  for (const [says, args, message] of refused) {
    it(`refuses ${says}`, async () => {
      await writeFile(file('in.jsonl'), '{"ContactID":1}\n')
      const { code, err } = await runDwm(['wash', ...named(), file('in.jsonl'), '--rejects', ...args()])
      assert.match(err, message)
      assert.equal(code, 2)
      await assert.rejects(readFile(file('early.jsonl')), { code: 'ENOENT' })
    })
  }
})
