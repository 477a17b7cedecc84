import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const discard = {
  method: 'POST',
  url: '/dead-letters/discard?expected=1&before=9999-01-01T00:00:00Z',
  payload: { all: true },
} as const

const change = (request: { method: 'POST' | 'DELETE'; url: string; payload?: object }) =>
  api.server.inject({ ...request, headers: api.as('operator') })

describe('the log of changes', () => {
  beforeEach(async () => {
    await api.context.queueDb.dropCollection('audit')
    await api.context.queueDb.collection('items').deleteMany({})
    const { queue } = api.context
    await queue.add('dwmQueue', [{ key: 'c1@example.com', payload: {}, source: 's' }])
    const claim = await queue.claim('dwmQueue', 1)
    const reason = { code: 'NOT_TEXT', message: 'field city: no text' }
    await claim?.settle(claim.items.map(({ id }) => ({ id, to: 'dead', reason })))
  })
  const entries = () => api.context.queueDb.collection('audit').find().sort({ _id: 1 }).toArray()

  it('has logins and logouts, with who and when', async () => {
    const payload = { token: api.as('reader').authorization.slice('Bearer '.length) }
    const login = await api.server.inject({ method: 'POST', url: '/session', payload })
    const cookie = String(login.headers['set-cookie']).split(';')[0] ?? ''
    await api.server.inject({ method: 'DELETE', url: '/session', headers: { cookie, 'x-dwm-csrf': '1' } })
    assert.deepEqual(
      (await entries()).map(({ who, via, action, result }) => [who, via, action, result]),
      [
        ['a reader', 'session', 'POST /session', 'done'],
        ['a reader', 'session', 'DELETE /session', 'done'],
      ],
    )
  })

  it('has a change before it is made', async () => {
    const sent = await api.commandsDuring(async () => {
      assert.equal((await change(discard)).statusCode, 200)
    })
    assert.deepEqual(
      sent.filter((name) => name === 'insert' || name === 'update'),
      // of the log, of the dead letter, of the log again
      ['insert', 'update', 'update'],
    )
  })

  it('keeps a change from being made that it cannot hold', async () => {
    const { queueDb, queue } = api.context
    await queueDb.collection('audit').insertOne({ action: 'POST /dead-letters/discard' })
    await queueDb.collection('audit').createIndex({ action: 1 }, { unique: true })
    const { statusCode, json } = await change(discard)
    assert.deepEqual([statusCode, json().code], [500, 'INTERNAL'])
    assert.equal((await queue.deadLetters({}, { limit: 5 })).letters.length, 1)
  })

  it('reports how a change ended, by the pattern of its route and without contact data', async () => {
    await change({ method: 'DELETE', url: '/claims/none' })
    await change({
      ...discard,
      url: '/dead-letters/discard?expected=0',
      payload: { ids: ['0'.repeat(24)] },
    })
    await api.server.inject({ url: '/dead-letters', headers: api.as('operator') })
    await api.server.inject({ ...discard, headers: api.as('reader') })
    const found = await entries()
    assert.deepEqual(
      found.map(({ who, action, result, status }) => [who, action, result, status]),
      [
        ['a operator', 'DELETE /claims/:token', 'refused', 404],
        ['a operator', 'POST /dead-letters/discard', 'done', 200],
      ],
    )
    assert.doesNotMatch(JSON.stringify(found), /@/)
  })
})
