import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../testing/open-sandbox.ts'

const { emailAddress, ContactID } = statements
const fields = { emailAddress }
const remove = { action: 'remove', destination: '{{ContactList[6050]}}' }
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, emailAddress]))
const identifierFieldName = 'emailAddress'
const contactImport = { name: 'n', fields, identifierFieldName }
const cdoFields = {
  emailAddress: '{{CustomObject[990].Field[18495]}}',
  dataStatus: '{{CustomObject[990].Field[18496]}}',
}

describe('definitions', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox()
  })

  it('returns what was said of an export, with the default retention', async () => {
    const body = {
      name: 'get',
      fields,
      filter: "EXISTS('{{ContactList[6050]}}')",
      maxRecords: 10,
      syncActions: [remove],
    }
    const { status, json } = await sandbox.call('POST', '/contacts/exports', {
      body: { ...body, unknown: 1 },
    })
    assert.equal(status, 201)
    const { uri, createdBy, createdAt, updatedBy, updatedAt, ...said } = json
    assert.deepEqual(said, { ...body, dataRetentionDuration: 'PT6H' })
    assert.match(uri, /^\/contacts\/exports\/\d+$/)
    assert.deepEqual([createdBy, updatedBy, updatedAt], ['sandbox', 'sandbox', createdAt])
    assert.match(createdAt, /^2024-05-01T10:00:\d\d\.\d{7}Z$/)
  })

  it('fills in the defaults of an import', async () => {
    const { json } = await sandbox.call('POST', '/contacts/imports', { body: contactImport })
    assert.partialDeepStrictEqual(json, {
      isSyncTriggeredOnImport: false,
      dataRetentionDuration: 'P7D',
      isUpdatingMultipleMatchedRecords: false,
    })
  })

  it('takes the flags of custom object imports as texts, and answers in camel case', async () => {
    const mapping = {
      mapDataCards: 'true',
      mapDataCardsEntityType: 'Contact',
      mapDataCardsSourceField: 'emailAddress',
    }
    const body = { ...contactImport, fields: cdoFields, ...mapping, mapDataCardsEntityField: emailAddress }
    const { status, json } = await sandbox.call('POST', '/customobjects/990/imports', { body })
    assert.equal(status, 201)
    assert.match(json.uri, /^\/customObjects\/990\/imports\/\d+$/)
    assert.deepEqual([json.mapDataCards, json.parentId], [true, 990])
  })

  it('reads, lists, changes and deletes', async () => {
    const { uri } = (await sandbox.call('POST', '/contacts/exports', { body: { name: 'first', fields } }))
      .json
    assert.equal((await sandbox.call('GET', uri)).json.name, 'first')
    const changed = await sandbox.call('PUT', uri, { body: { name: 'second', maxRecords: 5 } })
    assert.partialDeepStrictEqual(changed.json, { name: 'second', maxRecords: 5, fields })
    const found = await sandbox.call('GET', '/contacts/exports?q="name=sec*"')
    assert.deepEqual(
      found.json.items.map((item: { uri: string }) => item.uri),
      [uri],
    )
    assert.equal((await sandbox.call('DELETE', uri)).status, 204)
    assert.equal((await sandbox.call('GET', uri)).status, 404)
  })

  it('takes the method of X-HTTP-Method-Override', async () => {
    const { uri } = (await sandbox.call('POST', '/contacts/exports', { body: { name: 'gone', fields } })).json
    const headers = { 'x-http-method-override': 'DELETE' }
    assert.equal((await sandbox.call('POST', uri, { headers })).status, 204)
  })

  it('deletes by itself after autoDeleteDuration', async () => {
    const body = { name: 'short', fields, autoDeleteDuration: 'PT1H' }
    const { uri } = (await sandbox.call('POST', '/contacts/exports', { body })).json
    sandbox.advanceClock(3_599_000)
    assert.equal((await sandbox.call('GET', uri)).status, 200)
    sandbox.advanceClock(2000)
    assert.equal((await sandbox.call('GET', uri)).status, 404)
  })

  for (const [what, path, body, field] of [
    ['no name', 'exports', { fields }, 'name'],
    ['a name of 101 characters', 'exports', { name: 'n'.repeat(101), fields }, 'name'],
    ['no fields', 'exports', { name: 'n' }, 'fields'],
    ['251 fields', 'exports', { name: 'n', fields: many(251) }, 'fields'],
    ['an unknown statement', 'exports', { name: 'n', fields: { a: '{{Contact.Field(C_No)}}' } }, 'fields.a'],
    [
      'a field of another entity',
      'exports',
      { name: 'n', fields: { status: cdoFields.dataStatus } },
      'fields.status',
    ],
    ['a filter of 1001 characters', 'exports', { name: 'n', fields, filter: 'x'.repeat(1001) }, 'filter'],
    [
      'a filter of an unknown list',
      'exports',
      { name: 'n', fields, filter: "EXISTS('{{ContactList[1]}}')" },
      'filter',
    ],
    [
      'a retention of 15 days',
      'exports',
      { name: 'n', fields, dataRetentionDuration: 'P15D' },
      'dataRetentionDuration',
    ],
    [
      'a lifetime of a minute',
      'exports',
      { name: 'n', fields, autoDeleteDuration: 'PT1M' },
      'autoDeleteDuration',
    ],
    [
      'eleven actions of an export',
      'exports',
      { name: 'n', fields, syncActions: Array(11).fill(remove) },
      'syncActions',
    ],
    [
      'an action on an unknown list',
      'exports',
      { name: 'n', fields, syncActions: [{ action: 'add', destination: '{{ContactList[1]}}' }] },
      'syncActions.destination',
    ],
    ['maxRecords 0', 'exports', { name: 'n', fields, maxRecords: 0 }, 'maxRecords'],
    ['no identifier', 'imports', { name: 'n', fields }, 'identifierFieldName'],
    [
      'an identifier that is no key',
      'imports',
      { ...contactImport, identifierFieldName: 'x' },
      'identifierFieldName',
    ],
    [
      '101 fields of an import',
      'imports',
      { ...contactImport, fields: { ...fields, ...many(100) } },
      'fields',
    ],
    [
      'two actions of an import',
      'imports',
      { ...contactImport, syncActions: [remove, remove] },
      'syncActions',
    ],
    ['an unknown update rule', 'imports', { ...contactImport, updateRule: 'never' }, 'updateRule'],
    [
      'a read-only field',
      'imports',
      { ...contactImport, fields: { ...fields, d: '{{Contact.Field(C_DateCreated)}}' } },
      'fields.d',
    ],
    [
      'a sync action of two fields',
      'syncActions',
      { ...contactImport, fields: { ...fields, ContactID }, syncActions: [remove] },
      'fields',
    ],
    ['a sync action without action', 'syncActions', contactImport, 'syncActions'],
    [
      'a sync action by first name',
      'syncActions',
      { name: 'n', fields: { f: statements.firstName }, identifierFieldName: 'f', syncActions: [remove] },
      'fields.f',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { status, json } = await sandbox.call('POST', `/contacts/${path}`, { body })
      assert.equal(status, 400)
      assert.deepEqual(
        json.failures.map((failure: { field: string }) => failure.field),
        [field],
      )
      assert.equal(typeof json.failures[0].constraint, 'string')
    })
  }

  it('refuses what is no JSON, and a body of another type', async () => {
    assert.equal((await sandbox.call('POST', '/contacts/exports', { body: '{' })).status, 400)
    const headers = { 'content-type': 'application/xml' }
    assert.equal((await sandbox.call('POST', '/contacts/exports', { body: '<a/>', headers })).status, 400)
  })

  it('takes import-triggers as the default where nothing is said', async () => {
    sandbox.setFaults(['import-triggers'])
    const made = (body: object) => sandbox.call('POST', '/contacts/imports', { body })
    assert.equal((await made(contactImport)).json.isSyncTriggeredOnImport, true)
    assert.equal(
      (await made({ ...contactImport, isSyncTriggeredOnImport: false })).json.isSyncTriggeredOnImport,
      false,
    )
  })
})
