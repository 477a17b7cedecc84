import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { keyHex, openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { openLedger } from '@dwmops/sync-ledger'
import type { Databases } from '../databases.ts'
import { lookup, testBed, washQueue } from '../testing.ts'
import { readTimeline } from './read-timeline.ts'
import type { Timeline } from './timeline.ts'

const address = 'ann@example.com'
const startedAt = new Date('2026-01-01T10:00:00.000Z')
const ownerOf = (stage: string) => `${stage}.1@${startedAt.toISOString()}`

/** One contact through export, wash and a rejecting import, as the stages leave its records. */
async function walkThrough({ queueDb, rulesDb }: Databases): Promise<void> {
  const runs = ['get-contacts', 'wash-contacts', 'update-indicators'].map((stage) => {
    return { _id: `run of ${stage}`, stage, owner: ownerOf(stage), startedAt, result: 'done' }
  })
  await queueDb.collection<(typeof runs)[number]>('runs').insertMany(runs)
  const store = openRuleStore(rulesDb)
  const set = await store.exportSet()
  const rules = { ...set.rules, normLookup: [lookup('rule-b', 'city', 'BERLIN MITTE', 'Berlin')] }
  await store.publish({ ...set, rules }, { who: 'ann' })
  const exporting = openLedger(queueDb, { stage: 'get-contacts', owner: ownerOf('get-contacts') })
  const { id } = await exporting.plan({ kind: 'export', definitionUri: '/contacts/exports/1' })
  const queue = openQueue(queueDb, { owner: 'test', stage: 'test' })
  const payload = { emailAddress: address, ContactID: '7', city: ' berlin  mitte', country: '' }
  const batch = { id, name: 'list at ten' }
  await queue.add('dwmQueue', [{ key: address, payload, source: 's', batch }])
  await washQueue({ queueDb, rulesDb }, { run: 'run of wash-contacts' })
  await importAndReject({ queueDb, rulesDb })
}

async function importAndReject({ queueDb }: Databases): Promise<void> {
  const owner = ownerOf('update-indicators')
  const ledger = openLedger(queueDb, { stage: 'update-indicators', owner })
  const claim = await openQueue(queueDb, { owner, stage: 'update-indicators' }).claim('indicatorQueue', 10)
  const entry = await ledger.plan({ kind: 'import', definitionUri: '/x/1', claim: claim?.token ?? '' })
  await claim?.attachSync(entry.id)
  await ledger.started(entry.id, '/syncs/9')
  const reason = { code: 'ELQ-00002', message: 'Invalid email address.' }
  await claim?.settle([{ id: keyHex(address), to: 'dead', reason }])
  await ledger.ended(entry.id, { status: 'warning', counts: { carried: 1, rejected: 1 } })
}

describe('readTimeline', () => {
  const bed = testBed()
  let dbs: Databases
  let timeline: Timeline | undefined
  before(async () => {
    dbs = await bed.fresh()
    await walkThrough(dbs)
    timeline = await readTimeline(dbs, ` ${address.toUpperCase()} `)
  })

  it('reports the export that brought the contact, and its run', () => {
    const [one] = timeline?.exports ?? []
    assert.equal(one?.batch?.name, 'list at ten')
    assert.deepEqual([one?.sync?.kind, one?.sync?.run?.id], ['export', 'run of get-contacts'])
  })

  it('reports each value before and after, with the rule, the run and the version of the rules', () => {
    const [wash, ...others] = timeline?.washes ?? []
    assert.deepEqual(others, [])
    assert.deepEqual(
      [wash?.run?.id, wash?.run?.result, wash?.rules?.version],
      ['run of wash-contacts', 'done', 2],
    )
    const changes = wash?.changes.map(({ field, ruleType, ruleId, from, to }) => [
      field,
      ruleType,
      ruleId,
      from,
      to,
    ])
    assert.deepEqual(changes, [['city', 'normLookup', 'rule-b', ' berlin  mitte', 'Berlin']])
  })

  it('reports the hops with times and runs, newest first', () => {
    const hops = timeline?.hops.map(({ did, from, to, run }) => [did, from, to, run?.id])
    assert.deepEqual(hops, [
      ['dead', 'indicatorQueue', 'indicatorQueue', 'run of update-indicators'],
      ['moved', 'dwmQueue', 'indicatorQueue', 'run of wash-contacts'],
    ])
    assert.ok(timeline?.hops.every(({ at }) => at instanceof Date))
  })

  it("reports the import with Eloqua's answer, and why the contact is a dead letter", () => {
    const [sync, ...others] = timeline?.imports ?? []
    assert.deepEqual(others, [])
    assert.deepEqual(
      [sync?.syncUri, sync?.status, sync?.run?.id],
      ['/syncs/9', 'warning', 'run of update-indicators'],
    )
    assert.deepEqual([timeline?.now?.state, timeline?.now?.lastError?.code], ['dead', 'ELQ-00002'])
  })

  it('is found by item id, and by the id of its history when the queue has forgotten it', async () => {
    assert.deepEqual(await readTimeline(dbs, keyHex(address)), timeline)
    await dbs.queueDb.collection('items').deleteMany({})
    const later = await readTimeline(dbs, address)
    assert.deepEqual([later?.now, later?.washes.length], [undefined, 1])
    const byContact = await readTimeline(dbs, 'contact:7')
    assert.deepEqual(byContact?.washes[0]?.changes[0]?.to, 'Berlin')
  })

  it('is nothing for an address that nobody knows', async () => {
    assert.equal(await readTimeline(dbs, 'nobody@example.com'), undefined)
  })
})
