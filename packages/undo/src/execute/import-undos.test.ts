import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { connectStage } from '@dwmops/bulk-sync'
import { EloquaSyncFailedError } from '@dwmops/eloqua-client'
import { type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openRuleStore } from '@dwmops/rule-store'
import { undoQueueOf } from '../plan/plan-undo.ts'
import { addressOf, formerCity, itemOf, undoPartsOf, washedRecords } from '../testing/washed-contacts.ts'
import { importUndos } from './import-undos.ts'
import { undoEntry, undoQueue } from './undo-queue.ts'

const contacts = 3

describe('importUndos', () => {
  const database = testMongo()
  let sandbox: Sandbox
  before(async () => {
    sandbox = await startSandbox({ records: washedRecords(contacts) })
  })
  after(() => sandbox?.stop())

  /** Imports an undo whose contacts are in the queue; `held` is what they held when they were compared. */
  async function imported({ held = 'Berlin', faults = [] as string[] } = {}) {
    const databases = { queueDb: database.fresh(), rulesDb: database.fresh() }
    const parts = undoPartsOf(databases, sandbox)
    const { reverts } = openRuleStore(databases.rulesDb)
    const compared = Array.from({ length: contacts }, (_, index) => ({
      ...{ item: itemOf(index), contact: String(index + 1), after: 'w', version: undefined },
      address: addressOf(index),
      values: [{ field: 'city', from: held, to: formerCity }],
    }))
    await reverts.plan(
      compared.map(({ item, contact, after: last, values }) => ({
        ...{ undo: 'u1', at: new Date(), item, contact, after: last, values },
      })),
    )
    await undoQueueOf(parts).add(
      undoQueue,
      compared.map((one) => undoEntry('u1', one)),
    )
    await control('PUT', '/sandbox/faults', { faults })
    const undos = await importUndos(parts, () => connectStage(parts.context)).catch((error: unknown) => error)
    return { undos, counts: await reverts.count('u1'), cities: await cities() }
  }
  async function control(method: string, path: string, body?: object) {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    assert.ok(response.ok, await response.clone().text())
    return response
  }
  async function cities() {
    const { items } = (await (await control('GET', '/sandbox/contacts')).json()) as {
      items: { fields: { city: string } }[]
    }
    return items.map(({ fields }) => fields.city)
  }

  it('keeps a value that was changed since it was compared, and drops the contact from the undo', async () => {
    const { undos, counts, cities: left } = await imported({ held: 'Bonn' })
    assert.deepEqual(left, Array(contacts).fill('Berlin'))
    assert.deepEqual([counts.done, counts.dropped], [0, contacts])
    assert.deepEqual([...(undos as Set<string>)], ['u1'])
  })

  it('throws why it went no further', async () => {
    const { undos, counts } = await imported({ faults: ['sync-error=ELQ-00146,kind=import,times=ever'] })
    assert.ok(undos instanceof EloquaSyncFailedError)
    assert.equal(counts.planned, contacts)
  })

  it('writes former values back, and says of which undos', async () => {
    const { undos, counts, cities: left } = await imported()
    assert.deepEqual(left, Array(contacts).fill(formerCity))
    assert.deepEqual([counts.done, counts.planned], [contacts, 0])
    assert.deepEqual([...(undos as Set<string>)], ['u1'])
  })
})
