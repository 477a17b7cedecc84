import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { basic, type OpenSandbox, openSandbox } from '../testing/open-sandbox.ts'

/** The requests of pyeloqua 0.3, path for path: its base ends in a slash, to which it adds another. */
describe('a client in the style of pyeloqua 0.3', () => {
  let sandbox: OpenSandbox
  let bulk: string
  before(async () => {
    sandbox = await openSandbox()
    const { json } = await sandbox.ask('GET', '/id', { headers: { authorization: basic } })
    bulk = new URL(json.urls.apis.rest.bulk.replace('{version}', '2.0')).pathname
  })
  const send = (method: string, path: string, body?: unknown) =>
    sandbox.ask(method, `${bulk}${path}`, { body, headers: { authorization: basic } })
  const listStatement = async (name: string) => (await send('GET', `/contacts/lists?q="name=${name}"`)).json
  const synced = async (uri: string) => {
    const sync = await send('POST', '/syncs', { syncedInstanceUri: uri })
    assert.equal(sync.status, 201)
    sandbox.advanceClock(1000)
    return { uri: sync.json.uri, status: (await send('GET', sync.json.uri)).json.status }
  }

  it('counts and empties the export list, and reads the data of the definition', async () => {
    const list = await listStatement('DWM*-*Export*Queue')
    assert.deepEqual([list.totalResults, list.items[0].count], [1, 3])
    const contactFields = await send('GET', 'contacts/fields')
    const field = contactFields.json.items.find(
      (one: { internalName: string }) => one.internalName === 'C_EmailAddress',
    )
    const definition = await send('POST', '/contacts/exports', {
      name: '2024-05-01 10:00:00.000000',
      filter: `EXISTS('${list.items[0].statement}')`,
      fields: { emailAddress: field.statement, ContactID: '{{Contact.Id}}' },
      syncActions: [{ action: 'remove', destination: list.items[0].statement }],
    })
    assert.equal(definition.status, 201)
    assert.equal((await synced(definition.json.uri)).status, 'success')
    assert.equal((await send('GET', `${definition.json.uri}/data?limit=1&offset=0`)).json.totalResults, 3)
    const data = await send('GET', `${definition.json.uri}/data?offset=0&limit=50000`)
    assert.deepEqual(
      [data.json.items.length, data.json.items[0].ContactID, data.json.hasMore],
      [3, '1', false],
    )
    assert.equal((await listStatement('DWM*-*Export*Queue')).items[0].count, 0)
  })

  it('imports contacts with an action and asks for one reject', async () => {
    const { items } = await listStatement('DWM*-*Processing*Queue')
    const definition = await send('POST', '/contacts/imports', {
      name: '2024-05-01 10:00:00.000000',
      fields: { emailAddress: '{{Contact.Field(C_EmailAddress)}}', ContactID: '{{Contact.Id}}' },
      identifierFieldName: 'emailAddress',
      isSyncTriggeredOnImport: false,
      syncActions: [{ action: 'remove', destination: items[0].statement }],
    })
    const rows = [
      { emailAddress: 'ann@example.com', ContactID: '1' },
      { emailAddress: 'none', ContactID: '2' },
    ]
    assert.equal((await send('POST', `${definition.json.uri}/data`, rows)).status, 204)
    const { uri, status } = await synced(definition.json.uri)
    const rejects = await send('GET', `${uri}/rejects?limit=1`)
    assert.deepEqual([status, rejects.json.totalResults], ['warning', 1])
  })

  it('imports all 39 fields as it exported them, with the address in another case, and creates who is not there', async () => {
    const { items } = (await send('GET', 'contacts/fields')).json
    const written = items.filter((one: { hasReadOnlyConstraint: boolean }) => !one.hasReadOnlyConstraint)
    const fields = {
      ...Object.fromEntries(
        written.map((one: { internalName: string; statement: string }) => [one.internalName, one.statement]),
      ),
      ContactID: '{{Contact.Id}}',
    }
    assert.equal(Object.keys(fields).length, 39)
    const exported = await send('POST', '/contacts/exports', { name: 'all', fields, syncActions: [] })
    assert.equal(exported.json.dataRetentionDuration, 'PT6H', 'the default since release 24A')
    await synced(exported.json.uri)
    const rows: Record<string, string>[] = (
      await send('GET', `${exported.json.uri}/data?offset=0&limit=50000`)
    ).json.items
    const definition = await send('POST', '/contacts/imports', {
      ...{
        name: 'all',
        fields,
        identifierFieldName: 'C_EmailAddress',
        isSyncTriggeredOnImport: false,
        syncActions: [],
      },
    })
    assert.equal('importRule' in definition.json, false)
    const stranger = { ...rows[0], C_EmailAddress: 'stranger@example.com', ContactID: '' }
    const body = [
      ...rows.map((one) => ({ ...one, C_EmailAddress: one['C_EmailAddress']?.toUpperCase() })),
      stranger,
    ]
    assert.equal((await send('POST', `${definition.json.uri}/data`, body)).status, 204)
    const { uri, status } = await synced(definition.json.uri)
    const logs = (await send('GET', `${uri}/logs`)).json.items
    const count = (code: string) =>
      logs.find(({ statusCode }: { statusCode: string }) => statusCode === code)?.count
    assert.deepEqual([status, count('ELQ-00022'), count('ELQ-00004')], ['success', rows.length, 1])
  })

  it('finds the custom object, its fields, its old records, and writes them back', async () => {
    const objects = await send('GET', '/customobjects?q="name=Contacts.Indicators"')
    assert.deepEqual([objects.json.totalResults, objects.json.items[0].uri], [1, '/customObjects/990'])
    const { items } = (await send('GET', '/customobjects/990/fields')).json
    const named = (name: string) => items.find((one: { name: string }) => one.name === name)
    const stamp = named('Contacts.Indicators.Updated_Timestamp')
    assert.equal(stamp.dataType, 'date')
    const fields = {
      emailAddress: named('Email_Address').statement,
      dataStatus: named('Data_Status').statement,
    }
    const range = ` '${stamp.statement}' >= '2010-01-01 01:00:00'  AND  '${stamp.statement}' <= '2023-11-03 10:00:00' `
    const filter = `${range} AND '${fields.dataStatus}' = 'PROCESSED'`
    const found = await send('POST', '/customobjects/990/exports', {
      name: 'x',
      filter,
      fields,
      syncActions: [],
    })
    assert.equal((await synced(found.json.uri)).status, 'success')
    const rows = (await send('GET', `${found.json.uri}/data?offset=0&limit=50000`)).json.items
    assert.equal(rows.length, 3)
    const back = await send('POST', '/customobjects/990/imports', {
      ...{
        name: 'x',
        fields,
        identifierFieldName: 'emailAddress',
        isSyncTriggeredOnImport: false,
        syncActions: [],
      },
    })
    await send(
      'POST',
      `${back.json.uri}/data`,
      rows.map((row: object) => ({ ...row, dataStatus: 'PROCESS as MOD' })),
    )
    assert.equal((await synced(back.json.uri)).status, 'success')
  })

  it('reads a failure from the first of failures', async () => {
    const { status, json } = await send('POST', '/contacts/imports', {
      name: 'x',
      fields: {},
      identifierFieldName: '',
    })
    assert.deepEqual([status, json.failures[0].field], [400, 'fields'])
  })
})
