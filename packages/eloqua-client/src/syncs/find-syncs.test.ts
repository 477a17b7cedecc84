import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaResponseError } from '../index.ts'
import { connectedForTests } from '../testing.ts'

const definitionUri = '/contacts/imports/512'

const { server, eloqua } = await connectedForTests()

describe('syncs.findByDefinition', () => {
  const sync = (id: number, definition: string, minute: number) => ({
    ...{ uri: `/syncs/${id}`, syncedInstanceUri: definition, status: 'success' },
    createdAt: `2024-05-01T10:${String(minute).padStart(2, '0')}:00.0000000Z`,
  })

  it('finds the syncs of one definition on any page', async () => {
    server.on(
      'GET /syncs',
      { json: { items: [sync(9, '/contacts/exports/1', 50), sync(8, definitionUri, 40)], hasMore: true } },
      { json: { items: [sync(7, '/Contacts/Imports/512', 30)], hasMore: false } },
    )
    const found = await eloqua.syncs.findByDefinition(definitionUri)
    assert.deepEqual(
      found.map(({ uri }) => uri),
      ['/syncs/8', '/syncs/7'],
    )
    assert.equal(server.seen[0]?.query.get('orderBy'), 'createdAt DESC')
    assert.equal(server.seen[0]?.query.get('q'), null)
  })

  it('finds one under its whole address, and one without a status, which has not ended', async () => {
    const { status: _, ...without } = sync(9, `${server.url}/API/Bulk/2.0${definitionUri}`, 50)
    server.on('GET /syncs', { json: { items: [without], hasMore: false } })
    const [found] = await eloqua.syncs.findByDefinition(definitionUri)
    assert.deepEqual([found?.uri, found?.status, found?.end], ['/syncs/9', '', undefined])
  })

  it('finds none when there is none', async () => {
    server.on('GET /syncs', { json: { totalResults: 0 } })
    assert.deepEqual(await eloqua.syncs.findByDefinition(definitionUri), [])
  })

  it('stops at what is older than asked, only where newest comes first', async () => {
    const since = Date.parse('2024-05-01T10:45:00Z')
    const [newer, older] = [sync(9, '/contacts/exports/1', 50), sync(8, '/contacts/exports/1', 20)]
    server.on('GET /syncs', { json: { items: [newer, older], hasMore: true } })
    await eloqua.syncs.findByDefinition(definitionUri, { since })
    assert.equal(server.count('GET /syncs'), 1)
    const last = { json: { items: [sync(10, definitionUri, 55)], hasMore: false } }
    server.on('GET /syncs', { json: { items: [older, newer], hasMore: true } }, last)
    assert.equal((await eloqua.syncs.findByDefinition(definitionUri, { since })).length, 1)
  })
})

describe('syncs.findByDefinition, bounded', () => {
  const page = (...minutes: number[]) => ({
    json: {
      items: minutes.map((minute) => ({
        ...{ uri: `/syncs/${minute}`, syncedInstanceUri: '/contacts/exports/1', status: 'success' },
        createdAt: `2024-05-01T10:${minute}:00.0000000Z`,
      })),
      hasMore: true,
    },
  })

  it('says none after so many pages of the newest', async () => {
    server.on('GET /syncs', page(50, 40))
    assert.deepEqual(await eloqua.syncs.findByDefinition(definitionUri, { maxPages: 2 }), [])
    assert.equal(server.count('GET /syncs'), 2)
  })

  it('does not say none when the newest were not read', async () => {
    server.on('GET /syncs', page(40, 50))
    await assert.rejects(eloqua.syncs.findByDefinition(definitionUri, { maxPages: 2 }), EloquaResponseError)
  })
})
