import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { washingConfig } from '@dwmops/core/testing'
import { ruleFiles } from '../testing/rule-files.ts'
import { runDwm, startDwm } from '../testing/run-dwm.ts'

const rules = {
  normLookup: [{ fieldName: 'country', find: 'USA', replace: 'US' }],
  normRegex: [{ fieldName: 'city', pattern: '^X+$', replace: '' }],
}
const config = washingConfig('Only', {
  country: { lookup: ['normLookup'], derive: {} },
  city: { lookup: ['normRegex'], derive: {} },
})

const { file, named } = ruleFiles(rules, config)

const filling = 'long '.repeat(600)
/** More than is washed before threads are started. */
const enough = 3000

/** Rows of all kinds: changed, unchanged, with line ends and quotes within, too short, without id, after empty lines. */
function csvRow(number: number): string {
  if (number % 97 === 0) return `${number},usa\n`
  if (number % 89 === 0) return '\r\n\r\n'
  if (number % 7 === 0) return `${number},usa,"x\r\n""${number}"", ${filling}"\r`
  return `${number},${number % 3 === 0 ? 'usa' : 'de'},${number % 5 === 0 ? 'xx' : filling}\r\n`
}

const csv = () =>
  `ContactID,country,city\r\n${Array.from({ length: enough }, (_, row) => csvRow(row)).join('')}`

const jsonl = () =>
  Array.from({ length: enough }, (_, row) => {
    if (row % 90 === 0) return `{"ContactID" ${row}\n`
    const more = row === enough - 10 ? { extra: 'x' } : {}
    return `${JSON.stringify({ ContactID: row % 80 === 0 ? undefined : `${row}`, country: 'usa', city: filling, ...more })}\n`
  }).join('')

async function wash(input: string, threads: number, ...args: string[]) {
  const ended = await runDwm([
    'wash',
    ...named(),
    '--timestamp',
    '7',
    '--threads',
    String(threads),
    ...args,
    input,
  ])
  return { ...ended, err: ended.err.replace(/[\d.]+ s$/m, 'N s') }
}

describe('dwm wash in threads', () => {
  it('gives of CSV the same output, rejects, report and messages as one thread', async () => {
    await writeFile(file('in.csv'), csv())
    const results = [1, 3].map(async (threads) => {
      const outputs = ['out.csv', 'rejects.csv', 'report.json'].map((name) => file(`${threads}-${name}`))
      const [out = '', rejects = '', report = ''] = outputs
      const names = ['--output', out, '--rejects', rejects, '--report', report]
      const ended = await wash(file('in.csv'), threads, ...names)
      return { ...ended, files: await Promise.all(outputs.map((name) => readFile(name, 'utf8'))) }
    })
    const [one, three] = await Promise.all(results)
    assert.equal(one?.code, 4, one?.err)
    assert.match(one?.err ?? '', /2967 records: \d+ changed, 31 failed/)
    assert.deepEqual(three, one)
  })

  it('gives of JSON Lines the same CSV, also where a record has a key without a column, and the same histories', async () => {
    await writeFile(file('in.jsonl'), jsonl())
    for (const args of [['--to', 'csv'], ['--history']]) {
      const one = await wash(file('in.jsonl'), 1, ...args)
      assert.equal(one.code, 4)
      assert.deepEqual(await wash(file('in.jsonl'), 3, ...args), one)
    }
  })

  it('writes what stands before a broken place, and names its line', async () => {
    await writeFile(file('broken.csv'), `${csv()}9999,usa,a"b\r\n${csvRow(1).repeat(500)}`)
    const one = await wash(file('broken.csv'), 1)
    assert.equal(one.code, 2)
    assert.match(one.err, /broken\.csv, line \d+: a quote stands within a value/)
    assert.deepEqual(await wash(file('broken.csv'), 3), one)
  })

  it('ends at once on SIGINT while threads wash, and leaves nothing behind', async () => {
    const args = ['--threads', '2', '--from', 'csv', '-o', file('stopped.csv')]
    const child = startDwm(['wash', ...named(), ...args])
    const closed = once(child, 'close')
    child.stdout.resume()
    child.stderr.resume()
    child.stdin.write(csv()) // and no end
    const size = () =>
      stat(file(`stopped.csv.${child.pid}.tmp`)).then(
        (found) => found.size,
        () => 0,
      )
    while ((await size()) < 5_000_000) await sleep(20)
    child.kill('SIGINT')
    assert.deepEqual(await closed, [130, null])
    const left = (await readdir(file(''))).filter((name) => name.startsWith('stopped'))
    assert.deepEqual(left, [])
  })
})
