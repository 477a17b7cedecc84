import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { emptyConfig } from '@dwmops/rule-packs'
import { runDwm } from '../../testing/run-dwm.ts'
import { testDatabase } from '../../testing/test-database.ts'

const database = testDatabase()

describe('dwm rules packs', () => {
  it('lists and shows the packs, and names them where there is no such one', async () => {
    assert.match((await runDwm(['rules', 'packs', 'ls'])).out, /salutations +\d+ +salutation: /)
    const shown = JSON.parse((await runDwm(['rules', 'packs', 'show', 'salutations'])).out)
    assert.deepEqual(shown.fields.salutation.lookup, ['normLookup'])
    const { code, err } = await runDwm(['rules', 'packs', 'show', 'nothing'])
    assert.equal(code, 2)
    assert.match(err, /no pack named nothing; known: junk-values, /)
  })

  it('adds to files, which it makes where there are none, and changes nothing the second time', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'packs-'))
    t.after(() => rm(folder, { recursive: true }))
    const [rules, config] = [path.join(folder, 'rules.json'), path.join(folder, 'config.json')]
    const add = ['rules', 'packs', 'add', 'salutations', 'phones', '--rules', rules, '--config', config]
    assert.match((await runDwm([...add, '--dry-run'])).out, /dry run, nothing written/)
    await assert.rejects(readFile(rules), /ENOENT/)
    const first = await runDwm(add)
    assert.equal(first.code, 0, first.err)
    assert.match(first.out, /salutations: \d+ rules added[\s\S]*0 errors, 0 warnings/)
    const texts = [await readFile(rules, 'utf8'), await readFile(config, 'utf8')]
    assert.match((await runDwm(add)).out, /salutations: 0 rules added/)
    assert.deepEqual([await readFile(rules, 'utf8'), await readFile(config, 'utf8')], texts)
  })

  it('publishes into the database, beside what is there', async () => {
    const { db, dwm } = database.fresh()
    await db.collection('config').insertOne({ ...emptyConfig('Mine', 'ContactID') })
    const add = ['rules', 'packs', 'add', 'salutations'] as const
    assert.match((await dwm(...add, '--dry-run')).out, /dry run, nothing written/)
    assert.equal(await db.collection('normLookup').countDocuments(), 0)
    const { code, out, err } = await dwm(...add)
    assert.equal(code, 0, err + out)
    assert.ok((await db.collection('normLookup').countDocuments()) > 30)
    const config = await db.collection('config').findOne({ configName: 'Mine' })
    assert.deepEqual(config?.['fields'].salutation.lookup, ['normLookup'])
  })
})
