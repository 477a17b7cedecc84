import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../testing/open-sandbox.ts'

describe('the view from outside', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox()
  })

  it('shows contacts with all 39 keys and what became of them', async () => {
    await sandbox.sync('/contacts/exports', { fields: { ContactID: statements.ContactID }, maxRecords: 2 })
    const { json } = await sandbox.ask('GET', '/sandbox/contacts?limit=2&offset=1')
    const { items, ...page } = json
    assert.deepEqual(page, { totalResults: 3, limit: 2, offset: 1, count: 2, hasMore: false })
    assert.deepEqual(
      items.map((one: { exports: number }) => one.exports),
      [1, 0],
    )
    assert.equal(Object.keys(items[0].fields).length, 39)
    assert.partialDeepStrictEqual(items[0], {
      ContactID: '2',
      fields: { ContactID: '2', emailAddress: 'bob@example.org', fax: '' },
      imports: 0,
    })
  })

  it('does not count an export that looks for modified contacts', async () => {
    const before = (await sandbox.ask('GET', '/sandbox/contacts/1')).json.exports
    const filter = "'{{Contact.UpdatedAt}}' >= '2000-01-01'"
    await sandbox.sync('/contacts/exports', { fields: { ContactID: statements.ContactID }, filter })
    assert.equal((await sandbox.ask('GET', '/sandbox/contacts/1')).json.exports, before)
  })

  it('changes a contact by field keys, and finds it by its new address', async () => {
    const body = { fields: { emailAddress: 'new@example.com', city: 'Perth' } }
    const { json } = await sandbox.ask('PATCH', '/sandbox/contacts/3', { body })
    assert.partialDeepStrictEqual(json.fields, body.fields)
    assert.equal(
      (await sandbox.ask('PATCH', '/sandbox/contacts/3', { body: { fields: { nothing: '' } } })).status,
      400,
    )
    assert.equal((await sandbox.ask('PATCH', '/sandbox/contacts/99', { body })).status, 404)
  })

  it('puts contacts on a list and takes them off', async () => {
    const path = `/sandbox/lists/${encodeURIComponent('DWM - Processing Queue')}`
    assert.equal((await sandbox.ask('DELETE', path)).json.count, 0)
    const { json } = await sandbox.ask('POST', path, { body: { contactIds: ['3', '1', '3'] } })
    assert.deepEqual(json, { name: 'DWM - Processing Queue', count: 2, contactIds: ['3', '1'] })
    assert.equal((await sandbox.ask('POST', path, { body: { contactIds: ['99'] } })).status, 400)
    assert.equal((await sandbox.ask('GET', '/sandbox/lists/nothing')).status, 404)
  })

  it('shows the records of the custom object', async () => {
    const { json } = await sandbox.ask('GET', '/sandbox/custom-objects/990?limit=1')
    const [first] = json.items
    assert.deepEqual(
      [first.emailAddress, first.dataStatus, json.totalResults],
      ['ann@example.com', 'PROCESSED', 3],
    )
    const ageDays =
      (Date.parse('2024-05-01T10:00:00Z') - Date.parse(`${first.updatedTimestamp}Z`)) / 86_400_000
    assert.ok(ageDays >= 200 && ageDays <= 700)
  })

  it('counts what was asked of the API, without ids or queries', async () => {
    await sandbox.ask('DELETE', '/sandbox/requests')
    await sandbox.call('GET', '/contacts/lists?q=name=x')
    await sandbox.call('GET', '/Contacts/Lists/6050')
    await sandbox.call('GET', '/contacts/lists/6051')
    await sandbox.call('GET', '/syncs/77')
    sandbox.setFaults(['drop-answer'])
    await assert.rejects(sandbox.call('POST', '/syncs', { body: {} }))
    const { items } = (await sandbox.ask('GET', '/sandbox/requests')).json
    assert.deepEqual(items, [
      { method: 'GET', path: '/contacts/lists', status: 200, count: 1 },
      { method: 'GET', path: '/contacts/lists/{id}', status: 200, count: 2 },
      { method: 'GET', path: '/syncs/{id}', status: 404, count: 1 },
      { method: 'POST', path: '/syncs', status: 0, count: 1 },
    ])
    assert.deepEqual(sandbox.requests(), items)
  })

  it('sets, adds, lists and removes faults', async () => {
    const put = await sandbox.ask('PUT', '/sandbox/faults', {
      body: ['status-errored', { name: 'http-error', status: 429, times: 2 }],
    })
    assert.partialDeepStrictEqual(put.json.items, [
      { name: 'status-errored', left: null },
      { name: 'http-error', left: 2, triggered: 0 },
    ])
    await sandbox.call('GET', '/syncs')
    const added = await sandbox.ask('POST', '/sandbox/faults', { body: { name: 'loose-q' } })
    assert.deepEqual(
      added.json.items.map(({ left }: { left: number | null }) => left),
      [null, 1, null],
    )
    const wrong = await sandbox.ask('PUT', '/sandbox/faults', { body: { faults: ['nothing'] } })
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /"nothing" is unknown; known: http-error/)
    assert.equal((await sandbox.ask('GET', '/sandbox/faults')).json.items.length, 3)
    await sandbox.ask('DELETE', '/sandbox/faults')
    assert.deepEqual((await sandbox.ask('GET', '/sandbox/faults')).json.items, [])
  })

  it('moves the clock', async () => {
    const then = Date.parse((await sandbox.ask('GET', '/sandbox/clock')).json.now)
    const { json } = await sandbox.ask('POST', '/sandbox/clock', { body: { advanceMs: 60_000 } })
    assert.deepEqual([Date.parse(json.now) - then, json.manual], [60_000, true])
    assert.equal((await sandbox.ask('POST', '/sandbox/clock', { body: { advanceMs: -1 } })).status, 400)
  })
})
