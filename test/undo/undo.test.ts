import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { loginSettings, type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import { readTimeline } from '@dwmops/insight'
import { parseSettings } from '@dwmops/job-runner'
import { programFile, startStage } from '@dwmops/local-fleet'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { executeUndo, listUndos, openUndo, planUndo, type UndoParts, undoSettings } from '@dwmops/undo'
import { type Db, MongoClient, ObjectId } from 'mongodb'
import { pino } from 'pino'
import { dwmWith } from '../support/dwm.ts'
import { lookAt } from '../support/sandbox.ts'

const cityRule = new ObjectId().toHexString()
const countryRule = new ObjectId().toHexString()
const blankRule = new ObjectId().toHexString()
const contacts = 8
const who = { who: 'test' }
const contact = (index: number) => `contact${index}@example.com`

/** One wash by the real stages, then undos of it, each going on from what the one before has left. */
describe('undo', () => {
  let mongo: LocalMongo
  let client: MongoClient
  let sandbox: Sandbox
  let environment: Record<string, string>
  let queueDb: Db
  let rulesDb: Db

  before(async () => {
    mongo = await startLocalMongo()
    client = await new MongoClient(mongo.url).connect()
    queueDb = client.db('queue')
    rulesDb = client.db('rules')
    sandbox = await startSandbox({ records: dirtyContacts(), activeMs: 300 })
    environment = environmentOf(mongo, sandbox)
    await fillRules(rulesDb)
    for (const stage of ['get-contacts', 'wash-contacts', 'update-indicators', 'post-contacts']) {
      const { exitCode, stderr } = await startStage(stage, environment).finished
      assert.equal(exitCode, 0, `${stage}: ${stderr}`)
    }
  })
  after(async () => {
    await sandbox?.stop()
    await client?.close()
    await mongo?.stop()
  })

  const parts = (settings: Record<string, string> = {}): UndoParts =>
    openUndo({
      queueDb,
      rulesDb,
      settings: parseSettings(undoSettings, { ...environment, ...settings }),
      log: pino({ level: 'silent' }),
      signal: new AbortController().signal,
    })
  const values = async (field: string) => {
    const all = await lookAt(sandbox).contacts()
    return all.map(({ fields }) => fields[field])
  }
  const imports = async () => (await lookAt(sandbox).contacts()).map((one) => one.imports)

  it('reports by a dry run what would be reverted, leaving out what is not ours any more, and writes nothing', async () => {
    assert.deepEqual(await values('city'), Array(contacts).fill('Berlin'))
    const [first] = await lookAt(sandbox).contacts()
    await lookAt(sandbox).change(first?.ContactID ?? '', { city: 'Hamburg' })
    const queue = openQueue(queueDb, { owner: 'test', stage: 'test' })
    await queue.add('dwmQueue', [{ key: contact(1), payload: { ContactID: '2' }, source: 'newer' }])
    const before = await imports()
    const plan = await planUndo(parts(), { rule: cityRule })
    assert.deepEqual([plan.contacts, plan.values, plan.byField], [6, 6, [{ field: 'city', values: 6 }]])
    assert.deepEqual([plan.skipped['changed since'], plan.skipped['under way']], [1, 1])
    assert.deepEqual(plan.samples[0]?.to, ' berlin  mitte')
    assert.deepEqual(await imports(), before)
    assert.deepEqual(await listUndos(queueDb), [])
  })

  it('stays a plan where Eloqua must not be written to', async () => {
    const before = await imports()
    const run = await executeUndo(parts({ ELOQUA_WRITE: 'false' }), { rule: cityRule }, who)
    assert.deepEqual([run.state, run.plan.values], ['skipped', 6])
    assert.deepEqual(await imports(), before)
  })

  it('is done by a script only as the plan that it names', async () => {
    const dwm = dwmWith(() => environment)
    const { id } = await planUndo(parts(), { rule: cityRule })
    const { code, err } = await dwm('undo', '--rule', cityRule)
    assert.deepEqual(
      [code, err.includes(`dwm: add --plan ${id} to revert 6 values of 6 contacts`)],
      [2, true],
      err,
    )
    assert.match((await dwm('undo', '--rule', cityRule, '--dry-run')).out, new RegExp(`--plan ${id}$`, 'm'))
  })

  it('is resumed after a kill in the middle of its import, without importing twice', async () => {
    const before = await imports()
    const { id: plan } = await planUndo(parts(), { rule: cityRule })
    await killWhileImporting(environment, sandbox, plan)
    const stopped = await executeUndo(parts(), { rule: cityRule }, who)
    assert.equal(stopped.plan.values, 0, 'what the killed undo holds is under way')
    await queueDb.collection('claims').updateMany({}, { $set: { until: new Date(0) } })
    await queueDb.collection('syncs').updateMany({}, { $set: { seenAt: new Date(0) } })
    const again = await executeUndo(parts(), { rule: cityRule }, who)
    assert.equal(again.plan.values, 0, 'it is done, and a second undo finds nothing to do')
    const more = (await imports()).map((count, index) => count - (before[index] ?? 0))
    assert.deepEqual(more, [0, 0, 1, 1, 1, 1, 1, 1])
    const killed = (await listUndos(queueDb)).find(({ plan }) => plan.values === 6 && plan.contacts === 6)
    assert.deepEqual([killed?.state, killed?.contacts.done], ['done', 6])
  })

  it('has reverted the field and no other, and left others and contacts under way as they were', async () => {
    const [hamburg, underWay, ...revert] = await values('city')
    assert.deepEqual([hamburg, underWay], ['Hamburg', 'Berlin'])
    assert.deepEqual(revert, Array(6).fill(' berlin  mitte'))
    assert.deepEqual(await values('country'), Array(contacts).fill('DE'))
    const item = await openQueue(queueDb, { owner: 'test', stage: 'test' }).show(contact(1))
    assert.deepEqual([item?.item.queue, item?.item.state], ['dwmQueue', 'ready'])
  })

  it('is in the history of each contact with who decided on it', async () => {
    const timeline = await readTimeline({ queueDb, rulesDb }, contact(2))
    const [revert] = timeline?.undos ?? []
    const run = (await listUndos(queueDb)).find(({ id }) => id === revert?.undo)
    assert.equal(revert?.by, run?.who)
    assert.ok(revert?.by)
  })

  it('puts several sets of fields back, each without touching the others', async () => {
    const before = await importSyncs(sandbox)
    const run = await executeUndo(parts(), { rule: blankRule }, who)
    assert.deepEqual([run.contacts.done, run.plan.values], [2, 3])
    assert.equal((await importSyncs(sandbox)) - before, 1)
    assert.deepEqual((await values('firstName')).slice(4, 8), ['Ann', 'n/a', 'N/A', 'Ann'])
    assert.deepEqual((await values('lastName')).slice(4, 8), ['Doe', 'Doe', 'n/a', 'Doe'])
  })

  it('puts blanks back', async () => {
    const run = await executeUndo(parts(), { field: 'country' }, who)
    assert.equal(run.contacts.done, 7)
    const [hamburg, underWay, ...others] = await values('country')
    assert.deepEqual([hamburg, underWay], ['germany', 'DE'])
    assert.deepEqual(others, ['', 'germany', 'germany', 'germany', 'germany', 'germany'])
  })

  it('undoes an undo, of which only the latest value counts', async () => {
    const [latest] = await listUndos(queueDb)
    const run = await executeUndo(parts(), { run: latest?.id ?? '' }, who)
    assert.equal(run.contacts.done, 7)
    assert.deepEqual(await values('country'), Array(contacts).fill('DE'))
    const again = await executeUndo(parts(), { run: latest?.id ?? '' }, who)
    assert.deepEqual([again.plan.values, again.plan.skipped['written since']], [0, 7])
  })

  it('makes a contact that Eloqua refuses a dead letter, and puts the others back', async () => {
    await lookAt(sandbox).setFaults('bad-rows=contact3@*')
    const run = await executeUndo(parts(), { field: 'country' }, who)
    assert.deepEqual([run.contacts.done, run.contacts.rejected], [6, 1])
    const { letters } = await openQueue(queueDb, { owner: 'test', stage: 'test' }).deadLetters()
    assert.deepEqual(
      letters.map(({ key, queue, reason }) => [key, queue, reason?.code]),
      [[contact(3), 'undoQueue', 'ELQ-00002']],
    )
  })
})

/** The third has no country, which a rule derives for it; two others have names that a rule blanks. */
function dirtyContacts() {
  return Array.from({ length: contacts }, (_, index) => ({
    ContactID: String(index + 1),
    emailAddress: contact(index),
    firstName: ['Ann', 'n/a', 'N/A'][[5, 6].indexOf(index) + 1] ?? '',
    lastName: index === 6 ? 'n/a' : 'Doe',
    city: ' berlin  mitte',
    country: index === 2 ? '' : 'germany',
  }))
}

async function fillRules(rulesDb: Db): Promise<void> {
  const lookup = (id: string, fieldName: string, find: string, replace: string) => {
    return { _id: ObjectId.createFromHexString(id), fieldName, find, replace }
  }
  await rulesDb
    .collection('normLookup')
    .insertMany([
      lookup(cityRule, 'city', 'BERLIN MITTE', 'Berlin'),
      lookup(countryRule, 'country', 'GERMANY', 'DE'),
    ])
  await rulesDb
    .collection('genericLookup')
    .insertOne({ _id: ObjectId.createFromHexString(blankRule), find: 'N/A', replace: '' })
  await rulesDb
    .collection('deriveValue')
    .insertOne({ fieldName: 'country', lookupVals: { city: 'BERLIN' }, value: 'DE' })
  const step = { type: 'deriveValue', fieldSet: ['city'], options: [] }
  await rulesDb.collection('config').insertOne(
    washingConfig('Test', {
      firstName: { lookup: ['genericLookup'], derive: {} },
      lastName: { lookup: ['genericLookup'], derive: {} },
      city: { lookup: ['normLookup'], derive: {} },
      country: { lookup: ['normLookup'], derive: { '1': step } },
    }),
  )
}

function environmentOf(mongo: LocalMongo, sandbox: Sandbox): Record<string, string> {
  return {
    ...loginSettings(sandbox),
    MONGODB_URL: mongo.url,
    QUEUE_DATABASE: 'queue',
    RULES_DATABASE: 'rules',
    CONFIG_NAME: 'Test',
    POLL_SECONDS: '0.05',
  }
}

/** An undo as the operator's command, killed while Eloqua is at work on its import. */
async function killWhileImporting(
  environment: Record<string, string>,
  sandbox: Sandbox,
  plan: string,
): Promise<void> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(
    process.execPath,
    [programFile('dwm'), 'undo', '--rule', cityRule, '--note', 'wrong city', '--plan', plan],
    {
      env: { PATH, HOME, ...environment },
      stdio: 'ignore',
    },
  )
  const ended = once(child, 'close')
  const importsBefore = await importSyncs(sandbox)
  await waitUntil('the undo has started its import', async () => (await importSyncs(sandbox)) > importsBefore)
  child.kill('SIGKILL')
  await ended
}

async function importSyncs(sandbox: Sandbox): Promise<number> {
  const syncs = await lookAt(sandbox).syncs()
  return syncs.filter(({ definitionUri }) => definitionUri.includes('/contacts/imports/')).length
}
