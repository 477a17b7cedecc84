import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { keyHex, openQueue } from '@dwmops/mongo-queue'
import type { Databases } from '../databases.ts'
import { lookup, testBed, washQueue } from '../testing.ts'
import { type GivenContact, givenContacts, type PreviewSource } from './preview-contacts.ts'

const item = (name: string) => keyHex(`${name}@example.com`)

describe('givenContacts', () => {
  const bed = testBed()
  let dbs: Databases
  before(async () => {
    dbs = await bed.fresh()
    await dbs.rulesDb
      .collection<{ _id: string }>('normLookup')
      .insertOne(lookup('b', 'city', 'BERLIN', 'Berlin'))
    await queued('ann', '1', 'v1')
    await washQueue(dbs)
    await queued('bob', '2', 'v1')
  })
  const queued = (name: string, ContactID: string, source: string) =>
    openQueue(dbs.queueDb, { owner: 'test', stage: 'test' }).add('dwmQueue', [
      { key: `${name}@example.com`, payload: { ContactID, city: 'berlin', fax: source }, source },
    ])

  async function given(source: PreviewSource): Promise<GivenContact[]> {
    const pages: GivenContact[] = []
    for await (const page of givenContacts(dbs, source, { idField: 'ContactID' })) pages.push(...page)
    return pages
  }

  it('are all that are in the queues, as they are there', async () => {
    const contacts = await given({ queued: true })
    assert.deepEqual(contacts.map((one) => one.item).toSorted(), [item('ann'), item('bob')].toSorted())
    assert.deepEqual(contacts.find((one) => one.item === item('ann'))?.record['city'], 'Berlin')
  })

  it('are those that were washed, with what changed fields held before and what the others hold', async () => {
    assert.deepEqual(await given({ days: 1 }), [
      { item: item('ann'), record: { ContactID: '1', city: 'berlin', fax: 'v1' } },
    ])
  })

  it('are known by what was changed alone once the queue holds another version, or no note is kept', async () => {
    await queued('ann', '1', 'v2')
    assert.deepEqual(await given({ days: 1 }), [
      { item: item('ann'), record: { ContactID: '1', city: 'berlin' } },
    ])
    await dbs.rulesDb.collection('washes').deleteMany({})
    assert.deepEqual(await given({ days: 1 }), [
      { item: undefined, record: { ContactID: '1', city: 'berlin' } },
    ])
  })
})
