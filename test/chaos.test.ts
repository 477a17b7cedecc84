import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { compileWasher } from '@dwmops/core'
import { contactsOnList, type Fleet, openFleet, recordsUnderWay, root, starter } from '@dwmops/local-fleet'
import { lookAt, type SandboxContact } from './support/sandbox.ts'
import { seededRandom } from './support/seeded-random.ts'

const kills = 200
const seed = Number(process.env['FIRE_SEED'] ?? 1)
const leaseSeconds = 10
/** Processes alive at a time. */
const workers = 4
const hourMs = 3_600_000
const shiftedClock = path.join(root, 'test/support/shifted-clock.mjs')
const movers = [
  'get-contacts',
  'wash-contacts',
  'update-indicators',
  'post-contacts',
  'clean-queues',
] as const

describe(`the fleet under fire (FIRE_SEED=${seed})`, () => {
  let fleet: Fleet
  let original: readonly SandboxContact[]
  before(async () => {
    fleet = await openFleet({
      seedContacts: 600,
      environment: { LEASE_SECONDS: String(leaseSeconds), MAX_RUNTIME_SECONDS: '30', LOG_LEVEL: 'warn' },
    })
    original = await lookAt(fleet.sandbox).contacts()
  })
  after(() => fleet.stop())

  it(`comes through ${kills} kills, a restarted database, cut connections and wrong clocks`, async (test) => {
    const struck = await burn(fleet)
    test.diagnostic(`killed by stage: ${JSON.stringify(Object.fromEntries(struck))}`)
    await waitForNoHeldClaims(fleet)
    await drain(fleet)
  })

  it('has every contact as washing makes it, imported exactly once', async () => {
    const washer = compileWasher(readJson(starter.rules), readJson(starter.config)[0])
    const now = new Map(
      (await lookAt(fleet.sandbox).contacts()).map((contact) => [contact.ContactID, contact]),
    )
    assert.equal(now.size, original.length)
    for (const { ContactID, fields } of original) {
      const washed = washer.wash({ ...fields, ContactID }, 0)
      assert.ok(washed.ok)
      const contact = now.get(ContactID)
      assert.deepEqual({ ...contact?.fields, emailAddress: '' }, { ...washed.record, emailAddress: '' })
      assert.equal(contact?.imports, 1, `contact ${ContactID} was imported ${contact?.imports} times`)
    }
  })

  it('has one history document a contact, all indicators flagged, nothing dead', async () => {
    const rules = fleet.client.db(fleet.environment['RULES_DATABASE'])
    const newest = await rules.collection('contactHistory').countDocuments({ _current: 0 })
    assert.equal(newest, original.length)
    const indicators = await lookAt(fleet.sandbox).indicators()
    assert.ok(indicators.every(({ dataStatus }) => dataStatus === 'PROCESS as MOD'))
    const items = fleet.client.db(fleet.environment['QUEUE_DATABASE']).collection('items')
    assert.equal(await items.countDocuments({ state: 'dead' }), 0)
    assert.equal(await items.countDocuments({ state: 'done' }), original.length)
  })
})

/** Starts stages without pause and kills each at a random moment; returns the kills by stage. */
async function burn(fleet: Fleet): Promise<Map<string, number>> {
  const random = seededRandom(seed)
  const struck = new Map<string, number>()
  let count = 0
  const worker = async () => {
    while (count < kills) {
      const stage = random.pick(movers)
      const run = fleet.start(stage, {
        BATCH_SIZE: stage === 'get-contacts' ? '150' : '20',
        ...wrongClock(random),
      })
      await Promise.race([sleep(random.between(300, 2000)), run.finished])
      if (run.process.exitCode === null && run.process.kill('SIGKILL')) {
        await run.finished
        count += 1
        struck.set(stage, (struck.get(stage) ?? 0) + 1)
      }
    }
  }
  const arson = async () => {
    for (const at of [0.15, 0.35, 0.55, 0.75]) {
      while (count < kills * at) await sleep(50)
      if (at === 0.35 || at === 0.75) await fleet.mongo.restart()
      else await fleet.mongo.cutConnections()
    }
  }
  await Promise.all([arson(), ...Array.from({ length: workers }, worker)])
  return struck
}

function wrongClock(random: ReturnType<typeof seededRandom>): Record<string, string> {
  const shiftMs = random.pick([0, 0, hourMs, -hourMs])
  return shiftMs === 0 ? {} : { NODE_OPTIONS: `--import=${shiftedClock}`, CLOCK_SHIFT_MS: String(shiftMs) }
}

/** The cleaner alone must bring back what dead workers held, syncs apart: those are adopted by their stage. */
async function waitForNoHeldClaims(fleet: Fleet): Promise<void> {
  const claims = fleet.client.db(fleet.environment['QUEUE_DATABASE']).collection('claims')
  while ((await claims.countDocuments({ syncId: { $exists: false } })) > 0) {
    const run = await fleet.run('clean-queues')
    assert.ok(run.exitCode === 0, JSON.stringify(run.lines.at(-1)))
  }
}

async function drain(fleet: Fleet): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    for (const stage of movers) {
      const run = await fleet.run(stage)
      assert.ok(run.exitCode === 0, JSON.stringify(run.lines.at(-1)))
    }
    if ((await contactsOnList(fleet)) + (await recordsUnderWay(fleet)) === 0) return
  }
  assert.fail('not drained after 40 rounds')
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
