import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Queue } from '@dwmops/mongo-queue'
import { trialContacts } from './trial-contacts.ts'

const items: Record<string, object> = { 'ann@x.org': { ContactID: '1', city: 'Rome' } }
const queue = {
  sample: async (count: number) =>
    Object.entries(items)
      .slice(0, count)
      .map(([key, payload]) => ({ key, payload })),
  show: async (key: string) => (items[key] ? { item: { key, payload: items[key] } } : undefined),
} as unknown as Queue

describe('trialContacts', () => {
  it('are records that somebody brings, with an id to go by', async () => {
    const records = [{ emailAddress: 'bob@x.org', ContactID: '7' }, { city: 'Oslo' }]
    const { found, unknown } = await trialContacts(queue, { records }, 'ContactID')
    assert.deepEqual(found, [
      { name: 'bob@x.org', record: { ContactID: '7', emailAddress: 'bob@x.org' } },
      { name: 'record 2', record: { ContactID: '', city: 'Oslo' } },
    ])
    assert.deepEqual(unknown, [])
  })

  it('are some of the queues', async () => {
    const { found } = await trialContacts(queue, { random: 5 }, 'ContactID')
    assert.deepEqual(
      found.map(({ name }) => name),
      ['ann@x.org'],
    )
  })

  it('are those of addresses, each once, in whatever case, and it says which are unknown', async () => {
    const addresses = [' Ann@X.org', 'ann@x.org', 'eve@x.org']
    const { found, unknown } = await trialContacts(queue, { addresses }, 'ContactID')
    assert.deepEqual([found.map(({ name }) => name), unknown], [['ann@x.org'], ['eve@x.org']])
  })
})
