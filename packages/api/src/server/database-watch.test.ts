import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createToken } from '@dwmops/access'
import { MongoClient } from 'mongodb'
import { openContext } from '../open-context.ts'
import { type FreezableWay, openFreezableWay } from '../testing/frozen-database.ts'
import { testApi } from '../testing/test-api.ts'
import { buildServer } from './build-server.ts'
import type { Server } from './server.ts'

const api = testApi()

describe('an API whose database is frozen', () => {
  let way: FreezableWay
  let client: MongoClient
  let server: Server
  before(async () => {
    way = await openFreezableWay(api.mongo.url)
    client = await new MongoClient(way.url).connect()
    const { settings, log } = api.context
    const limits = { silence: { afterMs: 100, pingMs: 2_000 } }
    server = await buildServer(openContext({ settings, log, client, limits }))
  })
  after(async () => {
    way.thaw()
    await server?.close()
    await client?.close()
    await way?.close()
  })

  it('says so to who asks and to who signs in, and answers again afterwards', {
    timeout: 300_000,
  }, async () => {
    const headers = api.as('reader')
    const queues = () => server.inject({ url: '/queues', headers })
    assert.equal((await queues()).statusCode, 200)
    const { token } = await createToken(api.context.queueDb, { name: 'x', role: 'reader', createdBy: 'test' })
    way.freeze()
    const answers = await Promise.all([
      queues(),
      server.inject({ method: 'POST', url: '/session', payload: { token } }),
    ])
    for (const answer of answers) {
      assert.deepEqual([answer.statusCode, answer.json().code], [503, 'DATABASE_UNAVAILABLE'])
      assert.match(answer.json().detail, /^the database has not answered for 2 s; try again$/)
    }
    assert.equal((await server.inject({ url: '/readyz' })).statusCode, 503)
    way.thaw()
    let status = 0
    while (status !== 200) status = (await queues()).statusCode
  })
})
