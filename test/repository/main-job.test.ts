import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { contactsOnList, type Fleet, openFleet, recordsUnderWay, root, runMainJob } from '@dwmops/local-fleet'
import { lookAt } from '../support/sandbox.ts'

interface Expected {
  readonly emailAddress: string
  readonly expected: Readonly<Record<string, string>>
  readonly history: Readonly<Record<string, unknown>>
}

const quiet = { stageStarted() {}, line() {}, stageEnded() {} }

// as npm start does: from their sources, whatever other tests do
delete process.env['DWMOPS_BUNDLES']

describe('the main job on the starter data', () => {
  let fleet: Fleet
  before(async () => {
    fleet = await openFleet()
    await runMainJob(fleet, quiet)
  })
  after(() => fleet.stop())

  it('washes every contact exactly as the benchmark expects', async () => {
    const contacts = new Map(
      (await lookAt(fleet.sandbox).contacts()).map((one) => [one.fields['emailAddress'], one]),
    )
    const expected = readExpected()
    assert.equal(contacts.size, expected.length)
    for (const { emailAddress, expected: fields } of expected) {
      assert.deepEqual({ ...contacts.get(emailAddress)?.fields }, fields)
    }
  })

  it('exports and imports every contact exactly once', async () => {
    for (const contact of await lookAt(fleet.sandbox).contacts()) {
      assert.deepEqual([contact.exports, contact.imports], [1, 1], `contact ${contact.ContactID}`)
    }
  })

  it('leaves both lists and all queues empty', async () => {
    assert.equal(await contactsOnList(fleet), 0)
    assert.equal(await contactsOnList(fleet, 'DWM - Processing Queue'), 0)
    assert.equal(await recordsUnderWay(fleet), 0)
  })

  it('flags every indicator record for re-processing', async () => {
    const indicators = await lookAt(fleet.sandbox).indicators()
    assert.equal(indicators.length, 1000)
    assert.ok(indicators.every(({ dataStatus }) => dataStatus === 'PROCESS as MOD'))
  })

  it('writes one history document a contact, as the benchmark has it', async () => {
    const rules = fleet.client.db(fleet.environment['RULES_DATABASE'])
    const written = await rules.collection('contactHistory').find().toArray()
    assert.equal(written.length, 1000)
    const byContact = new Map(written.map((document) => [document['ContactID'], document]))
    for (const { expected, history } of readExpected()) {
      const { _id, timestamp, ...document } = byContact.get(expected['ContactID']) ?? { timestamp: undefined }
      const { timestamp: _frozen, ...wanted } = history
      assert.equal(typeof timestamp, 'number')
      assert.deepEqual(document, wanted)
    }
  })
})

describe('the main job on generated contacts', () => {
  let fleet: Fleet
  before(async () => {
    fleet = await openFleet({ seedContacts: 20_000 })
  })
  after(() => fleet.stop())

  it('loses none and doubles none of 20,000', async () => {
    const totals = await runMainJob(fleet, quiet)
    const contacts = await lookAt(fleet.sandbox).contacts()
    assert.equal(contacts.length, 20_000)
    const dead = await fleet.client
      .db(fleet.environment['QUEUE_DATABASE'])
      .collection('items')
      .countDocuments({ state: 'dead' })
    const once = contacts.filter((contact) => contact.exports === 1 && contact.imports === 1).length
    assert.equal(once + dead, 20_000)
    assert.equal(contacts.filter((contact) => contact.imports > 1).length, 0)
    assert.equal(await contactsOnList(fleet), 0)
    assert.equal(await recordsUnderWay(fleet), 0)
    assert.equal(totals.find(({ stage }) => stage === 'get-contacts')?.in, 20_000)
  })
})

function readExpected(): Expected[] {
  const file = path.join(root, 'packages/core/testdata/real/expected.jsonl')
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}
