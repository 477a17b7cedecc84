import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { recordPublishingRule } from '@dwmops/access'
import { washingConfig } from '@dwmops/core/testing'
import { testDatabase } from '../testing/test-database.ts'

describe('dwm rules where a second person publishes', () => {
  const database = testDatabase()
  let folder: string
  let files: string[]
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dwm-second-person-'))
    const rules = path.join(folder, 'rules.json')
    const config = path.join(folder, 'config.json')
    await writeFile(
      rules,
      JSON.stringify({ normLookup: [{ fieldName: 'city', find: 'NYC', replace: 'New York' }] }),
    )
    const fields = { city: { lookup: ['normLookup'], derive: {} } }
    await writeFile(config, JSON.stringify(washingConfig('Eloqua_Contacts_DWM', fields)))
    files = ['--rules', rules, '--config', config]
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('imports nothing that nobody else has seen, but in an emergency, which is kept', async () => {
    const { db, dwm } = database.fresh()
    await recordPublishingRule(db, true)
    const refused = await dwm('rules', 'import', ...files)
    assert.deepEqual([refused.code, refused.out], [2, ''])
    assert.match(refused.err, /^dwm: rules are published here by a second person: keep a draft/)
    assert.match((await dwm('rules', 'import', ...files, '--dry-run')).out, /dry run, nothing written/)
    assert.match(
      (await dwm('rules', 'import', ...files, '--without-second-person')).out,
      /version 1 is current/,
    )
    const log = await db.collection('audit').find().sort({ at: 1 }).toArray()
    assert.deepEqual(
      log.map(({ action, facts }) => [action, facts]),
      [
        ['PUT /rule-set', {}],
        ['PUT /rule-set', { withoutSecondPerson: true, version: 1 }],
      ],
    )
  })

  it('publishes a draft by another person than the one who made it', async () => {
    const { db, dwm } = database.fresh()
    await dwm('rules', 'import', ...files)
    await recordPublishingRule(db, true)
    const kept = await dwm('rules', 'preview', '--with', files[1] ?? '', '--keep', '--who', 'ann', '--json')
    const { draft } = JSON.parse(kept.out)
    const own = await dwm('rules', 'draft', 'publish', draft, '--who', 'ann')
    assert.deepEqual([own.code, /^dwm: you made this draft/.test(own.err)], [2, true], own.err)
    const other = await dwm('rules', 'draft', 'publish', draft, '--who', 'bob')
    assert.equal(other.code, 0, other.err)
  })
})
