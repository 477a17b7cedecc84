import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { byCollection, ruleCollections } from '@dwmops/rule-store'
import { type Document, ObjectId } from 'mongodb'
import type { Ended } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'

function configNamed(configName: string): Document {
  return washingConfig(configName, {
    zip: { lookup: ['genericLookup'], derive: {} },
    city: { lookup: ['normLookup'], derive: {} },
  })
}

function rulesWith(rules: Readonly<Record<string, readonly Document[]>>): Document {
  return { ...byCollection(() => []), ...rules }
}

const leeds = { fieldName: 'city', find: 'LEEDS', replace: 'Leeds' }
const york = { fieldName: 'city', find: 'YORK', replace: 'York' }
const none = { find: 'NONE', replace: '' }

describe('dwm rules', () => {
  const database = testDatabase()
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dwm-rules-'))
  })
  after(() => rm(folder, { recursive: true }))

  const file = (name: string) => path.join(folder, name)
  const textOf = (name: string) => readFile(file(name), 'utf8')
  async function write(name: string, content: unknown): Promise<string> {
    await writeFile(file(name), JSON.stringify(content))
    return file(name)
  }
  /** The arguments that name these rules and configs. */
  async function named(rules: Document, configs: unknown = configNamed('Test')): Promise<string[]> {
    return [
      '--rules',
      await write('given-rules.json', rules),
      '--config',
      await write('given-config.json', configs),
    ]
  }
  function check(ended: Ended, out: RegExp, code = 0): void {
    assert.match(ended.out, out, ended.err)
    assert.equal(ended.code, code, ended.err)
  }

  it('brings rules into an empty database and out again, and lists who did it', async () => {
    const { dwm } = database.fresh()
    const files = await named(rulesWith({ normLookup: [leeds, york], genericLookup: [none] }))
    check(
      await dwm('rules', 'import', ...files, '--note', 'first'),
      /version 1 is current: 3 rules added, 0 removed/,
    )
    check(await dwm('rules', 'import', ...files), /nothing to do/)
    const [version] = JSON.parse((await dwm('rules', 'versions', '--json')).out)
    const { who, note, rules, current } = version
    assert.deepEqual([who, note, rules, current], [userInfo().username, 'first', 3, true])
    check(await dwm('rules', 'export', '--rules', file('out.json')), /^$/)
    const exported = JSON.parse(await textOf('out.json'))
    assert.deepEqual(Object.keys(exported), ruleCollections)
    assert.deepEqual(
      exported.normLookup.map((rule: Document) => rule['find']),
      ['LEEDS', 'YORK'],
    )
  })

  it('exports, imports elsewhere and exports again to the same bytes', async () => {
    const [here, there] = [database.fresh(), database.fresh()]
    const dump: Record<string, Document[]> = {
      normLookup: [leeds, york],
      genericLookup: [{ ...none, since: new Date(0), _id: 'own id' }],
    }
    for (const [name, documents] of Object.entries(dump))
      await here.db.collection<Document>(name).insertMany(documents.map((one) => ({ ...one })))
    await here.db.collection('config').insertMany([configNamed('Zulu'), configNamed('Alpha')])
    const first = ['--rules', file('rules-1.json'), '--config', file('config-1.json')]
    check(await here.dwm('rules', 'export', ...first), /^$/)
    check(await there.dwm('rules', 'import', ...first), /version 1 is current/)
    const second = ['--rules', file('rules-2.json'), '--config', file('config-2.json')]
    check(await there.dwm('rules', 'export', ...second), /^$/)
    assert.equal(await textOf('rules-2.json'), await textOf('rules-1.json'))
    assert.equal(await textOf('config-2.json'), await textOf('config-1.json'))
    check(await here.dwm('rules', 'diff', ...second), /^no difference\n$/)
    assert.ok((await there.db.collection('genericLookup').findOne({}))?.['since'] instanceof Date)
    assert.ok((await there.db.collection('normLookup').findOne({}))?._id instanceof ObjectId)
  })

  it('shows on a dry run what would change, and writes nothing', async () => {
    const { dwm, db } = database.fresh()
    await dwm('rules', 'import', ...(await named(rulesWith({ normLookup: [leeds, york] }))))
    const config = configNamed('Test')
    config['fields'].city.lookup = []
    const files = await named(rulesWith({ normLookup: [york, { ...leeds, replace: 'LS' }] }), config)
    const { code, out } = await dwm('rules', 'import', ...files, '--dry-run')
    const [head, removed, added, ...rest] = out.split('\n').filter((line) => !line.startsWith('lint:'))
    assert.equal(head, 'normLookup: 1 removed, 1 added')
    assert.match(removed ?? '', /^ {2}- .*"replace":"Leeds"/)
    assert.match(added ?? '', /^ {2}\+ .*"replace":"LS"/)
    assert.deepEqual(rest, [
      'config Test: changed',
      '  ~ fields.city.lookup: ["normLookup"] -> []',
      'dry run, nothing written',
      '',
    ])
    assert.equal(code, 0)
    assert.equal(
      await db.collection('ruleVersions').countDocuments({ hash: { $exists: true }, who: { $exists: true } }),
      1,
    )
    assert.deepEqual((await dwm('rules', 'diff', ...files)).out.split('\n').slice(0, 2), [head, removed])
  })

  it('refuses rules with errors, unless --accept-errors is given', async () => {
    const { dwm } = database.fresh()
    const files = await named(
      rulesWith({ normLookup: [leeds, { fieldName: 'city', find: 'low', replace: 'x' }] }),
    )
    const refused = await dwm('rules', 'import', ...files)
    check(
      refused,
      /^error uncleaned-find: normLookup #1 \(city that is "low" becomes "x"\): .*\n.*\n1 errors, 0 warnings\nrefused, nothing written/,
      1,
    )
    assert.deepEqual(JSON.parse((await dwm('rules', 'versions', '--json')).out), [])
    const asJson = JSON.parse((await dwm('rules', 'import', ...files, '--json')).out)
    assert.deepEqual([asJson.refused, asJson.findings[0].code], [true, 'uncleaned-find'])
    check(await dwm('rules', 'import', ...files, '--dry-run'), /refused, nothing written/, 1)
    check(await dwm('rules', 'import', ...files, '--accept-errors'), /version 1 is current/)
    check(
      await dwm('rules', 'lint'),
      /^error uncleaned-find: normLookup [0-9a-f]{24} \(city that is "low" becomes "x"\): /,
      1,
    )
  })

  it('refuses rules that break an example of one, unless --accept-failed-examples is given', async () => {
    const { dwm } = database.fresh()
    const examples = [{ value: 'leeds', expected: 'Leeds' }]
    await dwm('rules', 'import', ...(await named(rulesWith({ normLookup: [{ ...leeds, examples }] }))))
    const broken = { ...leeds, replace: 'LDS', examples }
    const files = await named(rulesWith({ normLookup: [broken] }))
    check(
      await dwm('rules', 'import', ...files, '--accept-errors'),
      /^error failed-example: normLookup #0 \(city that is "LEEDS" becomes "LDS"\): example "leeds" of city: expected "Leeds", got "LDS"; decided by/,
      1,
    )
    check(await dwm('rules', 'import', ...files, '--dry-run'), /refused, nothing written/, 1)
    check(await dwm('rules', 'import', ...files, '--accept-failed-examples'), /version 2 is current/)
  })

  it('keeps configs when only rules are given, and the other way round', async () => {
    const { dwm } = database.fresh()
    const files = await named(rulesWith({ normLookup: [leeds] }))
    await dwm('rules', 'import', ...files)
    const rules = await write('only-rules.json', rulesWith({ normLookup: [leeds, york] }))
    check(await dwm('rules', 'import', '--rules', rules), /version 2 is current: 1 rules added, 0 removed\n/)
    const config = await write('only-config.json', [configNamed('Test'), configNamed('Other')])
    check(await dwm('rules', 'import', '--config', config), /version 3 .*; configs changed: Other\n/)
    assert.equal(JSON.parse((await dwm('rules', 'export', '--config', '-')).out).length, 2)
  })

  it('goes back to an earlier version, and compares versions', async () => {
    const { dwm } = database.fresh()
    await dwm('rules', 'import', ...(await named(rulesWith({ normLookup: [leeds, york] }))))
    await dwm('rules', 'import', ...(await named(rulesWith({ normLookup: [york, leeds] }))), '--who', 'Ann')
    check(await dwm('rules', 'diff', '1', '2'), /^normLookup: 0 removed, 0 added, order changed\n$/)
    check(await dwm('rules', 'rollback', '1', '--dry-run'), /order changed\ndry run, nothing written\n$/)
    check(await dwm('rules', 'rollback', '1'), /version 3 is current: .*order changed in normLookup/)
    check(await dwm('rules', 'diff', '1'), /^no difference\n$/)
    check(await dwm('rules', 'diff', '2', '--json'), /"reordered": true/)
    check(await dwm('rules', 'versions'), /^version .*\n +3 +yes .* back to version 1\n +2 .* Ann .*\n +1 /)
    check(await dwm('rules', 'export', '2', '--rules', '-'), /"YORK".*\n.*"LEEDS"/)
  })

  it('refuses files that cannot be meant, and versions that are not there', async () => {
    const { dwm } = database.fresh()
    await dwm('rules', 'import', ...(await named(rulesWith({ normLookup: [leeds] }))))
    const refusals: [args: string[], reason: RegExp][] = [
      [[], /specify --rules, --config or both/],
      [
        ['--rules', await write('typo.json', { normLookups: [] })],
        /typo\.json: normLookups: unknown collection; known: genericLookup/,
      ],
      [
        ['--rules', await write('part.json', { genericLookup: [] })],
        /says nothing of normLookup, which holds 1 rules/,
      ],
      [
        ['--rules', await write('text.json', rulesWith({ normLookup: ['x' as never] }))],
        /normLookup #0: expected an obj/,
      ],
      [
        ['--config', await write('twice.json', [configNamed('A'), configNamed('A')])],
        /has the config A twice/,
      ],
      [
        ['--rules', file('absent.json')],
        /absent\.json: cannot be read \(ENOENT: there is no such file or folder\)/,
      ],
    ]
    for (const [args, reason] of refusals) {
      const { code, out, err } = await dwm('rules', 'import', ...args)
      assert.match(err, reason)
      assert.deepEqual([code, out, err.split('\n').length], [2, '', 2])
    }
    const missing = await dwm('rules', 'rollback', '7')
    assert.match(missing.err, /^dwm: rules version 7 was never published here.*\n$/)
    assert.equal(missing.code, 2)
  })
})
