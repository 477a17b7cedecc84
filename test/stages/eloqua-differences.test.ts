import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FaultInput, SandboxOptions } from '@dwmops/eloqua-sandbox'
import type { StageName } from '@dwmops/fleet'
import type { StageRun } from '@dwmops/local-fleet'
import { testMongo } from '@dwmops/local-mongo/testing'
import { describeRun, type StageCase, withStageCase } from '../support/stage-case.ts'
import { expectNothingLost, isThrough } from '../support/stage-promises.ts'

const database = testMongo()
const queueStages: readonly StageName[] = ['update-indicators', 'post-contacts']
/** Addresses with capitals, two records for every tenth, and an object that heeds case. */
const asInRealObjects: SandboxOptions = {
  contacts: 20,
  mixedCaseShare: 0.5,
  customObject: { secondRecordShare: 0.1 },
  faults: ['identifiers-case=path=/customObjects/*'],
}

/** Runs the stage with these faults and then, as a schedule would, without. */
async function runTwice(one: StageCase, faults: readonly FaultInput[]): Promise<StageRun> {
  one.sandbox.setFaults(faults)
  const first = await one.runHere()
  one.sandbox.setFaults([])
  return first
}

async function deadKeys(one: StageCase): Promise<(string | undefined)[]> {
  return (await one.queue.deadLetters()).letters.map(({ key }) => key)
}

describe('stages where Eloqua does as the documentation leaves open', { concurrency: 2 }, () => {
  for (const stage of ['update-indicators', 'refresh-indicators'] as const)
    it(`${stage} flags all records of mixed-case and doubled addresses, and creates none`, () =>
      withStageCase(database, stage, asInRealObjects, async (one) => {
        const before = await one.eloqua.indicators()
        assert.equal(before.length, 22)
        const run = await one.runHere()
        assert.equal(run.exitCode, 0, describeRun(run))
        const after = await one.eloqua.indicators()
        assert.deepEqual(
          after.map(({ emailAddress }) => emailAddress),
          before.map(({ emailAddress }) => emailAddress),
        )
        assert.deepEqual([...new Set(after.map(({ dataStatus }) => dataStatus))], ['PROCESS as MOD'])
      }))

  it('post-contacts leaves the case of addresses as it was, even where an import writes it', () =>
    withStageCase(
      database,
      'post-contacts',
      { ...asInRealObjects, faults: ['identifier-written'] },
      async (one) => {
        const addresses = async () =>
          (await one.eloqua.contacts()).map(({ fields }) => fields['emailAddress'])
        const before = await addresses()
        const run = await one.runHere()
        assert.equal(run.exitCode, 0, describeRun(run))
        assert.deepEqual(await addresses(), before)
      },
    ))

  for (const stage of queueStages) {
    for (const [what, faults] of Object.entries({
      'a row rejected for its identifier with the code of a bad value': [
        { name: 'bad-rows', code: 'ELQ-00040' },
      ],
      'a row rejected for its identifier as one with rejected fields': [
        { name: 'bad-rows', code: 'ELQ-00144' },
      ],
      'a malformed row that is counted nowhere': [
        { name: 'bad-rows', code: 'ELQ-00032' },
        { name: 'rejects-uncounted' },
      ],
      'a malformed row that is staged and not processed': [
        { name: 'bad-rows', code: 'ELQ-00061' },
        { name: 'rejects-uncounted', counters: 'processed' },
      ],
    } satisfies Record<string, FaultInput[]>))
      it(`${stage} makes one dead letter of ${what}, and imports the others`, () =>
        withStageCase(database, stage, {}, async (one) => {
          const [bad = ''] = one.addresses
          const run = await runTwice(
            one,
            faults.map((fault) => ({ ...fault, ...(fault.name === 'bad-rows' && { match: bad }) })),
          )
          assert.equal(run.exitCode, 4, describeRun(run))
          assert.deepEqual(await deadKeys(one), [bad])
          await one.queue.redrive({})
          const last = await one.runHere()
          assert.equal(last.exitCode, 0, describeRun(last))
          await expectNothingLost(one)
        }))

    it(`${stage} imports again only what neither counts nor rejects explain`, () =>
      withStageCase(database, stage, {}, async (one) => {
        const [lost = ''] = one.addresses
        const run = await runTwice(one, [{ name: 'lost-rows', match: lost, times: 1 }])
        assert.ok([0, 3].includes(run.exitCode ?? -1), describeRun(run))
        for (let more = 0; more < 3 && !(await isThrough(one)); more += 1) await one.runHere()
        assert.ok(await isThrough(one))
        assert.deepEqual(await deadKeys(one), [])
      }))
  }

  it('post-contacts takes a row in of which one value is rejected', () =>
    withStageCase(database, 'post-contacts', {}, async (one) => {
      const [first = ''] = one.addresses
      const run = await runTwice(one, [{ name: 'bad-values', match: first, field: 'city' }])
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.deepEqual(await deadKeys(one), [])
      const rejected = (await one.eloqua.contacts()).filter(({ fields }) => fields['city'] !== 'Washed')
      assert.deepEqual(
        rejected.map(({ fields }) => fields['emailAddress']?.toLowerCase()),
        [first],
      )
    }))

  for (const code of ['ELQ-00034', 'ELQ-00085'])
    it(`post-contacts creates nobody anew who was deleted under way, whom Eloqua refuses with ${code}`, () =>
      withStageCase(database, 'post-contacts', {}, async (one) => {
        const [gone, moved] = await one.eloqua.contacts()
        one.sandbox.plan(
          { before: 'import', contactIds: [gone?.ContactID ?? ''], delete: true },
          {
            before: 'import',
            contactIds: [moved?.ContactID ?? ''],
            fields: { emailAddress: 'moved@example.org' },
          },
        )
        const run = await runTwice(one, [{ name: 'unmatched-rows', code }])
        assert.equal(run.exitCode, 4, describeRun(run))
        assert.deepEqual((await deadKeys(one)).toSorted(), one.addresses.slice(0, 2).toSorted())
        assert.equal((await one.eloqua.contacts()).length, 11)
      }))

  it('post-contacts shows whom an older pod created', () =>
    withStageCase(database, 'post-contacts', {}, async (one) => {
      const [gone] = await one.eloqua.contacts()
      one.sandbox.plan({ before: 'import', contactIds: [gone?.ContactID ?? ''], delete: true })
      const run = await runTwice(one, [{ name: 'import-rule-ignored' }])
      assert.equal(run.exitCode, 0, describeRun(run))
      assert.equal(run.lines.at(-1)?.['created'], 1)
      assert.ok(run.lines.some(({ level }) => level === 'warn'))
    }))

  for (const stage of ['get-contacts', 'post-contacts'] as const)
    it(`${stage} warns of a sync action that took nobody off the list`, () =>
      withStageCase(database, stage, {}, async (one) => {
        const run = await runTwice(one, [{ name: 'actions-ignored' }])
        assert.equal(run.exitCode, 0, describeRun(run))
        const warned = run.lines.filter(({ level, removed }) => level === 'warn' && removed === 0)
        const sent = warned.reduce((sum, line) => sum + Number(line['sent']), 0)
        assert.equal(sent, 12, describeRun(run))
      }))

  for (const page of ['', '1'])
    it(`get-contacts stores nothing of an export without addresses${page && ` on page ${page}`}`, () =>
      withStageCase(database, 'get-contacts', {}, async (one) => {
        const run = await runTwice(one, [{ name: 'columns-omitted', keys: 'emailAddress', page }])
        assert.equal(run.exitCode, 3, describeRun(run))
        assert.equal((await one.eloqua.list('DWM - Export Queue')).count, 12)
        await one.leaseIsOver()
        const next = await one.runHere()
        assert.equal(next.exitCode, 0, describeRun(next))
        await expectNothingLost(one)
      }))

  it('get-contacts takes an export whose total is above its rows', () =>
    withStageCase(database, 'get-contacts', {}, async (one) => {
      const run = await runTwice(one, [{ name: 'total-too-high' }])
      assert.equal(run.exitCode, 0, describeRun(run))
      await expectNothingLost(one)
    }))
})
