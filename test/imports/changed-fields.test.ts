import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTimeline } from '@dwmops/insight'
import { testMongo } from '@dwmops/local-mongo/testing'
import { changedAnswers } from '../support/changed-answers.ts'
import { describeRun } from '../support/stage-case.ts'
import { blankable, openWashedFleet, type WashedFleet } from '../support/washed-fleet.ts'

const database = testMongo()

function dirty(ContactID: string, more: Readonly<Record<string, string>> = {}) {
  return {
    ...{ ContactID, emailAddress: `Contact.${ContactID}@Example.com`, city: ' berlin  mitte', country: 'DE' },
    ...{ jobTitle: 'Clerk', fax: 'n/a', company: 'Example' },
    ...more,
  }
}

/** Each with a fleet of its own. */
async function withFleet(
  records: Parameters<typeof openWashedFleet>[1],
  work: (fleet: WashedFleet) => Promise<void>,
): Promise<void> {
  const fleet = await openWashedFleet(database, records)
  try {
    await work(fleet)
  } finally {
    await fleet.stop()
  }
}

describe('the import of washed contacts', { concurrency: 2 }, () => {
  it('writes what washing changed, blanks what it blanked, and leaves newer values alone', () =>
    withFleet([dirty('1'), dirty('2'), dirty('3', { city: 'Hamburg', fax: '' })], async (fleet) => {
      await fleet.untilImport()
      await fleet.eloqua.change('1', { jobTitle: 'Head', company: '' })
      await fleet.eloqua.change('2', { city: 'Potsdam', jobTitle: 'Head' })
      await fleet.eloqua.change('3', { jobTitle: 'Head' })
      const run = await fleet.run('post-contacts')
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.partialDeepStrictEqual(await fleet.fieldsOf('1'), {
        ...{ emailAddress: 'Contact.1@Example.com', city: 'Berlin', fax: '', jobTitle: 'Head', company: '' },
      })
      assert.partialDeepStrictEqual(await fleet.fieldsOf('2'), { city: 'Potsdam', fax: '', jobTitle: 'Head' })
      assert.partialDeepStrictEqual(await fleet.fieldsOf('3'), { city: 'Hamburg', jobTitle: 'Head' })
      assert.equal((await fleet.eloqua.list('DWM - Processing Queue')).count, 0)
      const { superseded, values } = run.lines.at(-1) ?? {}
      assert.deepEqual([superseded, values], [1, { superseded: { city: 1 } }])
      const timeline = await readTimeline(fleet, 'contact.2@example.com')
      assert.deepEqual(timeline?.washes[0]?.superseded, ['city'])
    }))

  it('keeps newer values where the comparing export loses rows: nothing is sent, the next run is through', () =>
    withFleet([dirty('1'), dirty('2'), dirty('3')], async (fleet) => {
      await fleet.untilImport()
      for (const id of ['1', '2', '3']) await fleet.eloqua.change(id, { city: 'Potsdam' })
      const answers = await changedAnswers(fleet.sandbox.url)
      try {
        answers.change((json, path) => {
          if (!/\/syncs\/\d+\/data/.test(path)) return json
          return { ...json, items: (json['items'] as object[]).slice(0, 2), totalResults: 2 }
        })
        const run = await fleet.run('post-contacts', answers.settings)
        assert.deepEqual([run.exitCode, run.lines.at(-1)?.['code']], [3, 'EXPORT_UNUSABLE'], describeRun(run))
        assert.equal(await fleet.imports(), 0)
        answers.change(undefined)
        assert.equal((await fleet.run('post-contacts', answers.settings)).exitCode, 0)
        for (const id of ['1', '2', '3'])
          assert.partialDeepStrictEqual(await fleet.fieldsOf(id), { city: 'Potsdam', fax: '' })
      } finally {
        await answers.stop()
      }
    }))

  it('leaves the values that a person changed while a dead letter lay for days', () =>
    withFleet([dirty('1')], async (fleet) => {
      await fleet.untilImport()
      fleet.sandbox.setFaults([{ name: 'bad-rows', match: 'contact.1@*' }])
      assert.equal((await fleet.run('post-contacts')).exitCode, 4)
      fleet.sandbox.setFaults([])
      await fleet.eloqua.change('1', { city: 'Potsdam' })
      assert.equal(await fleet.queue.redrive({}), 1)
      const run = await fleet.run('post-contacts')
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.partialDeepStrictEqual(await fleet.fieldsOf('1'), { city: 'Potsdam', fax: '' })
    }))

  it('never touches a field that was not read, whatever else was', () =>
    withFleet([dirty('1'), dirty('2')], async (fleet) => {
      await fleet.queue.ensureIndexes()
      const emailAddress = 'Contact.1@Example.com'
      await fleet.queue.add('processedQueue', [
        {
          key: emailAddress.toLowerCase(),
          payload: { emailAddress, ContactID: '1', city: 'Bonn' },
          source: 'old',
        },
        { key: 'contact.2@example.com', payload: { emailAddress: '', fax: '', city: 'Bonn' }, source: 'old' },
      ])
      const run = await fleet.run('post-contacts')
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.partialDeepStrictEqual(await fleet.fieldsOf('1'), { ...dirty('1'), city: 'Bonn' })
      assert.partialDeepStrictEqual(await fleet.fieldsOf('2'), { ...dirty('2'), city: 'Bonn', fax: '' })
    }))

  it('needs at most four syncs, whatever the combinations of fields that are blanked', () => {
    const records = Array.from({ length: 2 ** blankable.length }, (_, combination) => {
      const filled = blankable.map((field, place) => [
        field,
        (combination >> place) % 2 === 1 ? 'n/a' : `a ${field}`,
      ])
      return dirty(String(combination + 1), Object.fromEntries(filled))
    })
    return withFleet(records, async (fleet) => {
      await fleet.untilImport()
      await fleet.eloqua.change('64', { firstName: 'Ann', lastName: 'Lee' })
      const run = await fleet.run('post-contacts')
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.ok((await fleet.imports()) <= 4, `${await fleet.imports()} import syncs`)
      for (const record of records) {
        const blank = Object.entries(record).map(([field, value]) => [field, value === 'n/a' ? '' : value])
        const washed = { ...Object.fromEntries(blank), city: 'Berlin' }
        const newer = record.ContactID === '64' ? { firstName: 'Ann', lastName: 'Lee' } : {}
        assert.partialDeepStrictEqual(await fleet.fieldsOf(record.ContactID), { ...washed, ...newer })
      }
    })
  })

  it('writes over newer values only where the check is off, and still no others', () =>
    withFleet([dirty('1')], async (fleet) => {
      await fleet.untilImport()
      await fleet.eloqua.change('1', { city: 'Potsdam', jobTitle: 'Head' })
      const run = await fleet.run('post-contacts', { FRESHNESS_CHECK: 'false' })
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.partialDeepStrictEqual(await fleet.fieldsOf('1'), { city: 'Berlin', fax: '', jobTitle: 'Head' })
    }))

  it('writes all fields as exported where the settings say so', () =>
    withFleet([dirty('1')], async (fleet) => {
      await fleet.untilImport()
      await fleet.eloqua.change('1', { jobTitle: 'Head' })
      const settings = { FRESHNESS_CHECK: 'false', WRITE_FIELDS: 'all' }
      const run = await fleet.run('post-contacts', settings)
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.partialDeepStrictEqual(await fleet.fieldsOf('1'), { city: 'Berlin', jobTitle: 'Clerk' })
    }))

  it('brings nobody back: who is gone is a dead letter with a code of its own', () =>
    withFleet([dirty('1'), dirty('2'), dirty('3')], async (fleet) => {
      await fleet.untilImport()
      await fleet.eloqua.change('1', { emailAddress: 'moved@example.com' })
      const run = await fleet.run('post-contacts')
      assert.equal(run.exitCode, 4, describeRun(run))
      const contacts = await fleet.eloqua.contacts()
      assert.deepEqual([contacts.length, contacts[0]?.fields['city']], [3, ' berlin  mitte'])
      const { letters } = await fleet.queue.deadLetters()
      assert.deepEqual(
        letters.map(({ key, reason }) => [key, reason?.code]),
        [['contact.1@example.com', 'CONTACT_GONE']],
      )
      assert.equal(await fleet.queue.discard({ code: 'CONTACT_GONE' }), 1)
    }))

  it('does not write to another contact that has the address by now', () =>
    withFleet([dirty('1'), dirty('2', { city: 'Bonn' })], async (fleet) => {
      await fleet.untilImport()
      await fleet.eloqua.change('1', { emailAddress: 'moved@example.com' })
      await fleet.eloqua.change('2', { emailAddress: 'Contact.1@Example.com' })
      const run = await fleet.run('post-contacts')
      assert.equal(run.exitCode, 4, describeRun(run))
      assert.equal((await fleet.fieldsOf('2'))['city'], 'Bonn')
    }))

  it('creates who is not there where the settings say so, and counts it', () =>
    withFleet([dirty('1'), dirty('2')], async (fleet) => {
      await fleet.untilImport()
      await fleet.eloqua.change('1', { emailAddress: 'moved@example.com' })
      const run = await fleet.run('post-contacts', { CREATE_CONTACTS: 'true' })
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.deepEqual([(await fleet.eloqua.contacts()).length, run.lines.at(-1)?.['created']], [3, 1])
    }))
})
