import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { beforeEach, describe, it, type TestContext } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../testing/open-sandbox.ts'

const { emailAddress, firstName, ContactID } = statements
const remove = { action: 'remove', destination: '{{ContactList[6050]}}' }
const onList = "EXISTS('{{ContactList[6050]}}')"
const exporting = { name: 'get', fields: { emailAddress, ContactID }, filter: onList, syncActions: [remove] }

describe('syncs', () => {
  let sandbox: OpenSandbox
  beforeEach(async () => {
    sandbox = await openSandbox()
  })

  const define = async (path: string, body: object): Promise<string> =>
    (await sandbox.call('POST', path, { body })).json.uri
  const start = async (definition: string): Promise<string> =>
    (await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: definition } })).json.uri
  const look = async (uri: string) => (await sandbox.call('GET', uri)).json
  const listed = async () => (await sandbox.ask('GET', '/sandbox/lists/DWM - Export Queue')).json.contactIds

  it('go from pending by active to an end, as the clock goes', async () => {
    const definition = await define('/contacts/exports', exporting)
    const posted = await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: definition } })
    assert.equal(posted.status, 201)
    assert.deepEqual(posted.json, {
      syncedInstanceUri: definition,
      status: 'pending',
      createdAt: '2024-05-01T10:00:00.8010000Z',
      createdBy: 'sandbox',
      uri: '/syncs/1',
    })
    assert.equal('syncStartedAt' in (await look('/syncs/1')), false)
    sandbox.advanceClock(20)
    const active = await look('/syncs/1')
    assert.deepEqual([active.status, active.syncStartedAt], ['active', '2024-05-01T10:00:00.0200000Z'])
    assert.equal('syncEndedAt' in active, false)
    sandbox.advanceClock(50)
    const end = await look('/syncs/1')
    assert.deepEqual([end.status, end.syncEndedAt], ['success', '2024-05-01T10:00:00.0700000Z'])
  })

  it('take the rows of an export at their start and act on exactly these at their end', async () => {
    const uri = await start(await define('/contacts/exports', exporting))
    sandbox.advanceClock(20)
    assert.equal((await look(uri)).status, 'active')
    await sandbox.ask('PATCH', '/sandbox/contacts/1', {
      body: { fields: { emailAddress: 'new@example.com' } },
    })
    await sandbox.ask('DELETE', '/sandbox/lists/DWM - Export Queue', { body: { contactIds: ['3'] } })
    assert.deepEqual(await listed(), ['1', '2'])
    sandbox.advanceClock(50)
    const { json } = await sandbox.call('GET', `${uri}/data`)
    assert.deepEqual(json, {
      items: [
        { emailAddress: 'ann@example.com', ContactID: '1' },
        { emailAddress: 'bob@example.org', ContactID: '2' },
        { emailAddress: 'cid@example.net', ContactID: '3' },
      ],
      ...{ totalResults: 3, limit: 1000, offset: 0, count: 3, hasMore: false },
    })
    assert.deepEqual(await listed(), [])
  })

  it('log an export with its counts, the end last', async () => {
    const { uri, counts } = await sandbox.sync('/contacts/exports', exporting)
    assert.partialDeepStrictEqual(counts, { 'ELQ-00102': 3, 'ELQ-00118': 3, 'ELQ-00131': 0 })
    const { items } = await look(`${uri}/logs`)
    assert.equal(items.at(-1).message, 'Sync processed for sync 1, resulting in success status.')
    assert.equal(items[0].syncUri, uri)
  })

  it('page the data of an export, and give it as CSV', async () => {
    const { uri } = await sandbox.sync('/contacts/exports', { fields: { ContactID, firstName } })
    const { json } = await sandbox.call('GET', `${uri}/data?limit=2&offset=1`)
    assert.deepEqual(json.items, [
      { ContactID: '2', firstName: 'Bob' },
      { ContactID: '3', firstName: '' },
    ])
    assert.deepEqual([json.offset, json.count, json.hasMore], [1, 2, false])
    const { text } = await sandbox.call('GET', `${uri}/data`, { headers: { accept: 'text/csv' } })
    assert.equal(text, 'ContactID,firstName\r\n1,Ann\r\n2,Bob\r\n3,\r\n')
    assert.equal((await sandbox.call('GET', `${uri}/data?limit=50001`)).status, 400)
    assert.deepEqual((await sandbox.call('GET', `${uri}/data?offset=9`)).json.items, [])
  })

  it('hold an export to maxRecords, unless the fault ignores it', async () => {
    const of = async () =>
      (await sandbox.sync('/contacts/exports', { ...exporting, maxRecords: 2, syncActions: [] })).counts
    assert.equal((await of())['ELQ-00102'], 2)
    sandbox.setFaults(['max-records-ignored'])
    assert.equal((await of())['ELQ-00102'], 3)
  })

  it('give the data by the definition too, of its last sync', async () => {
    const { definition } = await sandbox.sync('/contacts/exports', { fields: { ContactID } })
    assert.equal((await look(`${definition}/data`)).totalResults, 3)
    assert.equal((await sandbox.call('DELETE', `${definition}/data`)).status, 204)
    assert.equal((await look(`${definition}/data`)).totalResults, 0)
  })

  it('keep data for its retention, then answer 410, or 404 by the fault', async () => {
    const { uri } = await sandbox.sync('/contacts/exports', {
      fields: { ContactID },
      dataRetentionDuration: 'PT1H',
    })
    sandbox.advanceClock(3_590_000)
    assert.equal((await sandbox.call('GET', `${uri}/data`)).status, 200)
    sandbox.advanceClock(20_000)
    assert.equal((await sandbox.call('GET', `${uri}/data`)).status, 410)
    sandbox.setFaults(['expired-as=404'])
    assert.equal((await sandbox.call('GET', `${uri}/data`)).status, 404)
  })

  it('refuse data before the end, and of an import', async () => {
    const early = await start(await define('/contacts/exports', exporting))
    assert.equal((await sandbox.call('GET', `${early}/data`)).status, 409)
    const { uri } = await sandbox.sync(
      '/contacts/imports',
      { fields: { emailAddress }, identifierFieldName: 'emailAddress' },
      [],
    )
    assert.equal((await sandbox.call('GET', `${uri}/data`)).status, 400)
  })

  it('refuse a definition that is not there or does not hold any more', async () => {
    const { status, json } = await sandbox.call('POST', '/syncs', {
      body: { syncedInstanceUri: '/contacts/imports/9' },
    })
    assert.deepEqual([status, json.failures[0].field], [400, 'syncedInstanceUri'])
  })

  it('end in error when their definition is deleted meanwhile, without doing anything', async () => {
    const definition = await define('/contacts/exports', exporting)
    const uri = await start(definition)
    await sandbox.call('DELETE', definition)
    sandbox.advanceClock(100)
    assert.equal((await look(uri)).status, 'error')
    assert.equal((await look(`${uri}/logs`)).items[0].statusCode, 'ELQ-00143')
    assert.equal((await listed()).length, 3)
  })

  it('are listed, searched by definition, and sorted newest first', async () => {
    const { definition } = await sandbox.sync('/contacts/exports', exporting)
    const { uri } = await sandbox.sync('/contacts/exports', { fields: { ContactID } })
    const newest = await look('/syncs?orderBy=createdAt DESC')
    assert.equal(newest.items[0].uri, uri)
    const found = await look(`/syncs?q="syncedInstanceUri=${definition}"`)
    assert.deepEqual(
      found.items.map((sync: { uri: string }) => sync.uri),
      ['/syncs/1'],
    )
    sandbox.setFaults(['syncs-q'])
    assert.equal((await look(`/syncs?q="syncedInstanceUri=${definition}"`)).items.length, 2)
    sandbox.setFaults(['syncs-q=refused'])
    assert.equal((await sandbox.call('GET', `/syncs?q="syncedInstanceUri=${definition}"`)).status, 400)
  })

  it('say with 00124 that there was nothing, with a status by fault', async () => {
    const nothing = async () => {
      const { status, counts } = await sandbox.sync('/contacts/exports', {
        ...exporting,
        filter: `${onList} AND '${emailAddress}' = 'x'`,
      })
      assert.equal(counts['ELQ-00124'], 0)
      return status
    }
    assert.equal(await nothing(), 'success')
    sandbox.setFaults(['empty-sync'])
    assert.equal(await nothing(), 'warning')
    sandbox.setFaults(['empty-sync=error'])
    assert.equal(await nothing(), 'error')
  })

  it('return system times in Eastern time, or in UTC when asked', async () => {
    const of = async (extra: object) => {
      const { uri } = await sandbox.sync('/contacts/exports', {
        fields: { at: '{{Contact.CreatedAt}}' },
        maxRecords: 1,
        ...extra,
      })
      return (await look(`${uri}/data`)).items[0].at
    }
    assert.equal(await of({}), '2024-05-01 06:00:00')
    assert.equal(await of({ areSystemTimestampsInUTC: true }), '2024-05-01 10:00:00')
  })

  it('call back when they are through', async (t) => {
    const { callbackUrl, called } = await listenForCallback(t)
    const definition = await define('/contacts/exports', exporting)
    await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: definition, callbackUrl } })
    sandbox.advanceClock(100)
    assert.partialDeepStrictEqual(await called, { uri: '/syncs/1', status: 'success' })
  })

  it('call back before they are through by callback-early', async (t) => {
    const { callbackUrl, called } = await listenForCallback(t)
    sandbox.setFaults(['callback-early'])
    const definition = await define('/contacts/exports', exporting)
    await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: definition, callbackUrl } })
    assert.partialDeepStrictEqual(await called, { uri: '/syncs/1' })
    assert.equal((await look('/syncs/1')).status, 'pending')
  })
})

/** A place for one callback, as parsed JSON. */
async function listenForCallback(t: TestContext): Promise<{ callbackUrl: string; called: Promise<unknown> }> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    response.end()
    resolve(JSON.parse(text))
  })
  t.after(() => server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { callbackUrl: `http://127.0.0.1:${port}/done`, called: promise }
}

describe('custom object exports', () => {
  it('find old records by date and status, and read the linked contact', async () => {
    const sandbox = await openSandbox()
    await sandbox.ask('PATCH', '/sandbox/custom-objects/990', {
      body: { emailAddress: 'ann@example.com', updatedTimestamp: '2024-04-30 00:00:00' },
    })
    const stamp = '{{CustomObject[990].Field[18500]}}'
    const { uri } = await sandbox.sync('/customObjects/990/exports', {
      fields: {
        emailAddress: '{{CustomObject[990].Field(Email_Address1)}}',
        contact: '{{CustomObject[990].Contact.Field(C_FirstName)}}',
        id: '{{CustomObject[990].Contact.Id}}',
      },
      filter: ` '${stamp}' >= '2010-01-01 01:00:00'  AND  '${stamp}' <= '2023-11-03 10:00:00' AND '{{CustomObject[990].Field[18496]}}' = 'PROCESSED'`,
    })
    const { json } = await sandbox.call('GET', `${uri}/data`)
    assert.deepEqual(json.items, [
      { emailAddress: 'bob@example.org', contact: 'Bob', id: '2' },
      { emailAddress: 'cid@example.net', contact: '', id: '3' },
    ])
  })
})
