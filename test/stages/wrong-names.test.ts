import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { StageName } from '@dwmops/fleet'
import { testMongo } from '@dwmops/local-mongo/testing'
import { type Change, changedAnswers } from '../support/changed-answers.ts'
import { describeRun, openStageCase } from '../support/stage-case.ts'
import { expectNothingLost } from '../support/stage-promises.ts'

const database = testMongo()

type Names = Readonly<Record<string, string>>

const fields = (change: Names) =>
  Object.entries({
    emailAddress: '18495',
    dataStatus: '18496',
    updatedTimestamp: 'Contacts.Indicators.Updated_Timestamp',
    ...change,
  })
    .map((pair) => pair.join('='))
    .join(',')

describe('names in settings that Eloqua does not know', { concurrency: 4 }, () => {
  const wrong: [stage: StageName, settings: Names, reason: RegExp][] = [
    [
      'get-contacts',
      { EXPORT_LIST: 'DWM Exprt Queue' },
      /none of \d+ is "DWM Exprt Queue".*"DWM - Export Queue"/,
    ],
    ['get-contacts', { EXPORT_LIST: '605' }, /none of \d+ is "605"/],
    ['post-contacts', { PROCESSING_LIST: 'dwm - processing queue' }, /the nearest: "DWM - Processing Queue"/],
    ['update-indicators', { CUSTOM_OBJECT: 'Contact.Indicators' }, /custom object.*"Contacts\.Indicators"/],
    ['refresh-indicators', { CUSTOM_OBJECT: '991' }, /custom object.*is "991".*"Contacts\.Indicators"/],
    [
      'update-indicators',
      { INDICATOR_FIELDS: fields({ dataStatus: 'Data Status' }) },
      /field of Contacts\.Indicators.*is "Data Status".*"Data_?Status/,
    ],
    [
      'refresh-indicators',
      { INDICATOR_FIELDS: fields({ updatedTimestamp: 'Updated_Timestamp' }) },
      /is "Updated_Timestamp".*"Contacts\.Indicators\.Updated_Timestamp"/,
    ],
  ]
  for (const [stage, settings, reason] of wrong) {
    const [name = ''] = Object.keys(settings)
    it(`are wrong settings of ${stage}: ${Object.values(settings)[0]}`, async () => {
      const one = await openStageCase(database, stage, {})
      try {
        const run = await one.runHere(settings)
        const { result, reason: said } = run.lines.at(-1) ?? {}
        assert.deepEqual([run.exitCode, result], [2, 'settings'], describeRun(run))
        assert.match(String(said), new RegExp(`${name} \\(`))
        assert.match(String(said), reason)
        assert.equal((await one.queue.claims()).length, 0)
        await one.queueDb.collection('syncs').deleteMany({ state: 'abandoned' })
        const next = await one.runHere()
        assert.equal(next.exitCode, 0, describeRun(next))
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })
  }

  for (const [stage, path] of [
    ['get-contacts', '/contacts/exports'],
    ['post-contacts', '/contacts/imports'],
    ['update-indicators', '/customObjects/*/imports'],
  ] as const)
    it(`as is a definition of ${stage} that Eloqua refuses, in Eloqua's words`, async () => {
      const one = await openStageCase(database, stage, {
        faults: [`http-error=400,path=${path},method=POST,times=ever`],
      })
      try {
        const run = await one.runHere({ FRESHNESS_CHECK: 'false' })
        const { result, reason } = run.lines.at(-1) ?? {}
        assert.deepEqual([run.exitCode, result], [2, 'settings'], describeRun(run))
        assert.match(String(reason), /answered 400/)
        one.sandbox.setFaults([])
        const next = await one.runHere()
        assert.equal(next.exitCode, 0, describeRun(next))
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })

  it('and a name that two lists have is one, which an id settles', async () => {
    const one = await openStageCase(database, 'get-contacts', {})
    const answers = await changedAnswers(one.sandbox.url)
    try {
      answers.change(withTwin)
      const run = await one.runHere(answers.settings)
      assert.equal(run.exitCode, 2, describeRun(run))
      assert.match(String(run.lines.at(-1)?.['reason']), /EXPORT_LIST \(id of.*with the ids 6050, 9999/)
      const next = await one.runHere({ ...answers.settings, EXPORT_LIST: '6050' })
      assert.equal(next.exitCode, 0, describeRun(next))
      await expectNothingLost(one)
    } finally {
      await answers.stop()
      await one.stop()
    }
  })
})

/** A second list of the export list's name. */
const withTwin: Change = (json, path) => {
  if (!/\/contacts\/lists(\?|$)/.test(path)) return json
  const items = json['items'] as readonly Record<string, unknown>[]
  const twins = items
    .filter(({ name }) => name === 'DWM - Export Queue')
    .map((list) => ({ ...list, uri: '/contacts/lists/9999', statement: '{{ContactList[9999]}}' }))
  return { ...json, items: [...items, ...twins] }
}

describe('a definition that Eloqua refuses for one field', () => {
  it('is refused with that field named', async () => {
    const one = await openStageCase(database, 'get-contacts', {})
    const folder = await mkdtemp(join(tmpdir(), 'dwmops-fields-'))
    try {
      const statements = {
        emailAddress: '{{Contact.Field(C_EmailAddress)}}',
        city: '{{Contact.Field(C_Town)}}',
        ContactID: '{{Contact.Id}}',
      }
      await writeFile(`${folder}/fields.json`, JSON.stringify(statements))
      const run = await one.runHere({ CONTACT_FIELDS_FILE: `${folder}/fields.json` })
      assert.equal(run.exitCode, 2, describeRun(run))
      assert.match(String(run.lines.at(-1)?.['reason']), /\{\{Contact\.Field\(C_Town\)\}\}/)
    } finally {
      await rm(folder, { recursive: true })
      await one.stop()
    }
  })
})
