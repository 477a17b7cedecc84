import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaNotFoundError } from '../index.ts'
import { connectedForTests } from '../testing.ts'

const { server, eloqua } = await connectedForTests()

describe('syncs.logs and syncs.rejects', () => {
  it('reads recorded logs', async () => {
    server.on('GET /syncs/389/logs', 'logs-duplicates')
    const logs = await eloqua.syncs.logs('/syncs/389')
    assert.equal(logs.length, 9)
    assert.deepEqual([logs[8]?.statusCode, logs[8]?.message], ['ELQ-00071', undefined])
  })

  it('reads recorded rejects and distinguishes the lost from the harmless', async () => {
    server.on('GET /syncs/389/rejects', 'rejects')
    const rejects = []
    for await (const reject of eloqua.syncs.rejects('/syncs/389', { uniqueFields: ['emailAddress'] }))
      rejects.push(reject)
    assert.deepEqual(
      rejects.map(({ values, statusCode, effect }) => [values['emailAddress'], statusCode, effect]),
      [
        ['not-an-email', 'ELQ-00002', 'rejected'],
        ['ben@example.com', 'ELQ-00040', 'harmless'],
      ],
    )
  })

  it('takes null for a property that is not there', async () => {
    const log = { severity: null, statusCode: 'ELQ-00071', message: null, count: null, createdAt: null }
    const reject = {
      statusCode: null,
      message: null,
      fieldValues: null,
      invalidFields: null,
      recordIndex: null,
    }
    const page = (item: object) => ({ json: { items: [item], totalResults: null, hasMore: null } })
    server.on('GET /syncs/9/logs', page(log))
    server.on('GET /syncs/9/rejects', page(reject))
    const [line] = await eloqua.syncs.logs('/syncs/9')
    assert.deepEqual([line?.severity, line?.count, line?.createdAt], ['information', 0, undefined])
    const lost = []
    for await (const { effect, values } of eloqua.syncs.rejects('/syncs/9')) lost.push([effect, values])
    assert.deepEqual(lost, [['rejected', {}]])
    server.on('GET /syncs', page({ uri: '/syncs/7', syncedInstanceUri: null, status: null, createdAt: null }))
    assert.deepEqual(await eloqua.syncs.findByDefinition('/contacts/imports/512'), [])
  })

  it('reads an empty answer as no rejects', async () => {
    server.on('GET /syncs/389/rejects', { json: { totalResults: 0 } })
    for await (const _ of eloqua.syncs.rejects('/syncs/389')) assert.fail('no reject expected')
  })

  it('reports expired data by its class', async () => {
    server.on('GET /syncs/389/rejects', { status: 410 })
    await assert.rejects(
      eloqua.syncs.rejects('/syncs/389')[Symbol.asyncIterator]().next(),
      EloquaNotFoundError,
    )
  })
})
