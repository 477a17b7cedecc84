import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { connectEloqua } from '@dwmops/eloqua-client'
import { clientLogin, type FaultInput } from '@dwmops/eloqua-sandbox'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Claim } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import { describeRun, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost } from '../support/stage-promises.ts'

const database = testMongo()

/** What a run of post-contacts had done when it died: all its contacts claimed, some of them staged in a sync of their own. */
interface DeadRun {
  readonly claim: Claim
  /** The ids that the sync carries. */
  readonly carried: readonly string[]
  /** Sends the start of the sync, whenever that is. */
  start(): Promise<void>
  /** Writes the start down. */
  noteStart(): Promise<void>
  /** Writes the sync down as ended. */
  noteEnd(): Promise<void>
  /** The ledger does not show the sync any more. */
  hide(): Promise<void>
}

describe('post-contacts after a run that died', { concurrency: 4 }, () => {
  it('imports what is left of a claim whose sync was settled and not written down as ended', () =>
    afterDeath(async ({ claim, carried, start, noteStart }) => {
      await start()
      await noteStart()
      await claim.settle(carried.map((id) => ({ id, to: 'done' })))
    }))

  it('takes for accepted what is left of a sync half settled, though its rejects are of those that were settled', async () => {
    await afterDeath(
      async ({ claim, carried: [bad = '', ...good], start, noteStart }) => {
        await start()
        await noteStart()
        await claim.settle([{ id: bad, to: 'dead', reason: { code: 'ELQ-00002', message: 'bad' } }])
        await claim.settle(good.slice(0, 3).map((id) => ({ id, to: 'done' })))
      },
      async ({ eloqua, queue, addresses }, { carried: [bad] }) => {
        const items = await Promise.all(addresses.map(async (address) => (await queue.show(address))?.item))
        for (const item of items) assert.equal(item?.state, item?._id.toHexString() === bad ? 'dead' : 'done')
        for (const { imports } of await eloqua.contacts()) assert.ok(imports <= 1)
      },
      (key) => [{ name: 'bad-rows', match: key }],
    )
  })

  it('does not import again what a sync carried that was written down as ended before it was settled', () =>
    afterDeath(async ({ start, noteStart, noteEnd }) => {
      await start()
      await noteStart()
      await noteEnd()
    }))

  for (const fault of ['lost-body', 'sync-temporary'] as const) {
    it(`imports what its sync did not, in the same run, where that ended in ${fault}`, () =>
      afterDeath(
        async ({ start, noteStart }) => {
          await start()
          await noteStart()
        },
        expectNothingLost,
        () => [{ name: fault }],
      ))
  }

  it('sends nothing again of a sync that the ledger does not show, and does the rest', () =>
    afterDeath(
      async ({ start, noteStart, hide }) => {
        await start()
        await noteStart()
        await hide()
      },
      async ({ eloqua, queue, queueDb }, { claim }) => {
        for (const { imports } of await eloqua.contacts())
          assert.ok(imports <= 1, `imported ${imports} times`)
        const [left] = await queue.claims()
        assert.equal(left?.syncId, claim.syncId)
        assert.equal(
          await queueDb.collection('items').countDocuments({ state: 'claimed' }),
          claim.items.length,
        )
      },
      () => [],
      3,
    ))

  it('is not outrun by a start that was still on its way to Eloqua', () =>
    afterDeath(async ({ start }) => start))
})

/**
 * The claim is resumed and finished by the next run. `steps`: what the dead run had done; what that gives back comes after the next
 * run. `faults`: by the address of the first contact that the sync carries.
 */
async function afterDeath(
  steps: (died: DeadRun) => Promise<void | (() => Promise<void>)>,
  expect: (one: StageCase, died: DeadRun) => Promise<void> = expectNothingLost,
  faults: (address: string) => FaultInput[] = () => [],
  exitCode = 0,
): Promise<void> {
  const one = await openStageCase(database, 'post-contacts', {})
  try {
    const died = await diedAtWork(one)
    const [first] = died.claim.items.filter(({ id }) => id === died.carried[0])
    one.sandbox.setFaults(faults(first?.key ?? ''))
    const late = await steps(died)
    await died.claim.abandon()
    await one.leaseIsOver()
    const next = await one.runHere()
    assert.equal(next.exitCode, exitCode, describeRun(next))
    await late?.()
    await expect(one, died)
  } finally {
    await one.stop()
  }
}

async function diedAtWork(one: StageCase): Promise<DeadRun> {
  const eloqua = await connectEloqua(clientLogin(one.sandbox))
  const ledger = openLedger(one.queueDb, { stage: 'post-contacts', owner: 'the run that died' })
  await ledger.ensureIndexes()
  const claim = await one.queue.claim('processedQueue', 100)
  assert.ok(claim)
  const list = await eloqua.lists.find('DWM - Processing Queue')
  const definition = await eloqua.imports.create({
    name: 'of the run that died',
    fields: { emailAddress: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' },
    identifierFieldName: 'emailAddress',
    syncActions: [{ action: 'remove', destination: list.statement }],
  })
  const carried = claim.items.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 7)
  const rows = carried.map(({ key }) => ({ emailAddress: key, city: 'Washed' }))
  await eloqua.uploadRows(definition.uri, () => rows)
  const planned = await ledger.plan({
    kind: 'import',
    definitionUri: definition.uri,
    claim: claim.token,
    data: { firstId: carried.at(0)?.id, lastId: carried.at(-1)?.id, rowsSent: carried.length },
  })
  await claim.attachSync(planned.id)
  let syncUri = ''
  return {
    claim,
    carried: carried.map(({ id }) => id),
    start: async () => {
      syncUri = (await eloqua.syncs.start(definition.uri)).uri
      await eloqua.syncs.waitForEnd(syncUri, { firstPollMs: 10 })
    },
    noteStart: async () => void (await ledger.started(planned.id, syncUri)),
    noteEnd: async () => void (await ledger.ended(planned.id, { status: 'success' })),
    hide: async () => void (await one.queueDb.collection('syncs').deleteMany({})),
  }
}
