import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { byCollection } from '@dwmops/rule-store'
import { testDatabase } from '../testing/test-database.ts'

const config = washingConfig('Eloqua_Contacts_DWM', { city: { lookup: ['normLookup'], derive: {} } })

describe('dwm rules preview', () => {
  const bed = testDatabase()
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dwm-preview-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('shows what changed rules would do, and keeps them as a draft that can be published once', async () => {
    const { db, dwm } = bed.fresh()
    await db.collection('config').insertOne({ ...config })
    const payload = { ContactID: '1', city: 'leeds' }
    await openQueue(db, { owner: 'test', stage: 'test' }).add('dwmQueue', [
      { key: 'a@example.com', payload, source: 's' },
    ])
    const leeds = { fieldName: 'city', find: 'LEEDS', replace: 'Leeds' }
    const rules = { ...byCollection(() => []), normLookup: [leeds] }
    const file = path.join(folder, 'rules.json')
    await writeFile(file, JSON.stringify(rules))
    const words = await dwm('rules', 'preview', '--with', file)
    assert.match(words.out, /1 of 1 contacts come out differently/, words.err)
    const { out } = await dwm('rules', 'preview', '--with', file, '--keep', '--note', 'leeds', '--json')
    const { changed, draft } = JSON.parse(out)
    assert.equal(changed, 1)
    const published = await dwm('rules', 'draft', 'publish', draft)
    assert.match(published.out, /published version 2: 1 rules added, 0 removed/, published.err)
    const again = await dwm('rules', 'draft', 'drop', draft)
    assert.deepEqual([again.code, again.err], [2, `dwm: there is no draft ${draft}\n`])
  })
})
