import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dwm-lint-'))
})
after(() => rm(folder, { recursive: true }))

async function lint(rules: unknown, ...args: string[]) {
  return lintFiles(rules, args, false)
}

async function lintFiles(rules: unknown, args: string[], alone: boolean) {
  const [rulesFile, configFile] = [path.join(folder, 'rules.json'), path.join(folder, 'config.json')]
  const config = {
    configName: 'C',
    fields: { a: { lookup: ['normLookup'], derive: {} } },
    userDefinedFunctions: {},
    history: {
      writeContactHistory: false,
      returnHistoryId: false,
      returnHistoryField: 'historyId',
      histIdField: { name: 'id', value: 'id' },
    },
  }
  await writeFile(rulesFile, JSON.stringify(rules))
  await writeFile(configFile, JSON.stringify(config))
  const main = path.join(import.meta.dirname, '../main.ts')
  const files = alone ? ['--rules', rulesFile] : ['--rules', rulesFile, '--config', configFile]
  const command = [main, 'rules', 'lint', ...files, ...args]
  return spawnSync(process.execPath, command, { encoding: 'utf8' })
}

describe('dwm rules lint', () => {
  it('ends with 1 on errors, and reports collection, id, what the rule says, reason and suggestion', async () => {
    const { status, stdout } = await lint({
      normLookup: [{ _id: 'x1', fieldName: 'a', find: 'low', replace: '' }],
    })
    assert.match(
      stdout,
      /^error uncleaned-find: normLookup x1 \(a that is "low" is blanked\): find "low" is never found.*\n +store it as "LOW"/,
    )
    assert.match(stdout, /1 errors, 0 warnings\n$/)
    assert.equal(status, 1)
  })

  it('ends with 0 on warnings alone, and prints JSON when asked', async () => {
    const { status, stdout } = await lint(
      { normLookup: [{ fieldName: 'a', find: 'A', replace: null }] },
      '--json',
    )
    const findings = JSON.parse(stdout)
    assert.deepEqual(Object.keys(findings[0]), [
      'severity',
      'code',
      'reason',
      'suggestion',
      'collection',
      'id',
      'rule',
    ])
    assert.equal(findings[0].code, 'null-result')
    assert.equal(status, 0)
  })

  it('takes rules alone, and names those of a dump by their ids', async () => {
    const rule = { _id: { $oid: '5f87297fe72b4e8ed8157ead' }, fieldName: 'nowhere', find: 'low', replace: '' }
    const { status, stdout } = await lintFiles({ normLookup: [rule] }, [], true)
    assert.match(stdout, /^error uncleaned-find: normLookup 5f87297fe72b4e8ed8157ead \(nowhere that is /)
    assert.match(stdout, /1 errors, 0 warnings\n$/)
    assert.equal(status, 1)
  })

  it('names collections that nobody reads', async () => {
    const { status, stdout } = await lint({ normLookups: [] })
    assert.match(stdout, /^error unknown-collection: normLookups -: there is no such collection/)
    assert.equal(status, 1)
  })

  it('ends with 2 when a file cannot be used', async () => {
    const { status, stderr } = await lint([])
    assert.match(stderr, /rules\.json: expected an object of collections/)
    assert.equal(status, 2)
  })
})
