import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  EloquaConflictError,
  EloquaResponseError,
  EloquaValidationError,
  type ExportDefinition,
  filter,
  type ImportDefinition,
} from '../index.ts'
import { connectedForTests, fixture } from '../testing.ts'

const { server, eloqua } = await connectedForTests()

const fields = {
  emailAddress: '{{Contact.Field(C_EmailAddress)}}',
  firstName: '{{Contact.Field(C_FirstName)}}',
}
const exported: ExportDefinition = {
  ...{ name: 'dwm-get', fields, dataRetentionDuration: 'P3D', autoDeleteDuration: 'P7D', maxRecords: 80_000 },
  filter: filter.exists('{{ContactList[6050]}}'),
}
const imported: ImportDefinition = { name: 'dwm-post', fields, identifierFieldName: 'emailAddress' }

function sent(): Record<string, unknown> {
  return JSON.parse(server.seen.at(-1)?.body ?? '')
}

describe('exports.create', () => {
  it('sends what was asked, its filter as text and times in UTC', async () => {
    server.on('POST /contacts/exports', { status: 201, text: fixture('export-created') })
    assert.equal((await eloqua.exports.create(exported)).uri, '/contacts/exports/1481')
    assert.deepEqual(sent(), {
      ...{
        name: 'dwm-get',
        fields,
        dataRetentionDuration: 'P3D',
        autoDeleteDuration: 'P7D',
        maxRecords: 80_000,
      },
      ...{ filter: "EXISTS('{{ContactList[6050]}}')", areSystemTimestampsInUTC: true, syncActions: [] },
    })
  })

  it('leaves maxRecords out when it is refused, and nothing else', async () => {
    const refusal = (field: string) => ({
      status: 400,
      json: { failures: [{ field, constraint: 'Too large.' }] },
    })
    server.on('POST /contacts/exports', refusal('maxRecords'), {
      status: 201,
      text: fixture('export-created'),
    })
    assert.equal((await eloqua.exports.create(exported)).uri, '/contacts/exports/1481')
    assert.deepEqual([sent()['maxRecords'], sent()['name']], [undefined, 'dwm-get'])
    server.on('POST /contacts/exports', refusal('filter'))
    await assert.rejects(eloqua.exports.create(exported), EloquaValidationError)
  })

  it('makes it again when the answer was lost', async () => {
    const lost = (response: { destroy(): void }) => void response.destroy()
    server.on(
      'POST /contacts/exports',
      lost,
      { status: 502 },
      { status: 201, text: fixture('export-created') },
    )
    await eloqua.exports.create(exported)
    assert.equal(server.count('POST /contacts/exports'), 3)
  })

  it('reports why Eloqua refused it, without the refused value', async () => {
    server.on('POST /contacts/exports', { status: 400, text: fixture('refused-bulk') })
    await assert.rejects(eloqua.exports.create(exported), (error) => {
      assert.ok(error instanceof EloquaValidationError)
      assert.deepEqual(
        error.failures.map(({ field }) => field),
        ['identifierFieldName', 'filter'],
      )
      assert.match(error.message, /Must reference service instance/)
      assert.doesNotMatch(JSON.stringify(error), /ann@/)
      return true
    })
  })
})

describe('imports.create', () => {
  it('never lets the upload start a sync, and says so explicitly', async () => {
    server.on('POST /contacts/imports', { status: 201, text: fixture('import-created') })
    await eloqua.imports.create(imported)
    assert.equal(sent()['isSyncTriggeredOnImport'], false)
  })

  it('refuses a definition that would sync by itself all the same', async () => {
    const json = { ...JSON.parse(fixture('import-created')), isSyncTriggeredOnImport: true }
    server.on('POST /contacts/imports', { status: 201, json })
    await assert.rejects(eloqua.imports.create(imported), EloquaResponseError)
  })

  it('links rows of a custom object to contacts', async () => {
    const json = { uri: '/customObjects/990/imports/7', name: 'indicators' }
    server.on('POST /customObjects/990/imports', { status: 201, json })
    await eloqua.imports.create({
      ...imported,
      entity: { customObjectId: '990' },
      linkToContacts: { entityField: '{{Contact.Field(C_EmailAddress)}}', sourceField: 'emailAddress' },
    })
    const body = sent()
    assert.deepEqual(
      [body['mapDataCards'], body['mapDataCardsEntityType'], body['mapDataCardsSourceField']],
      [true, 'Contact', 'emailAddress'],
    )
    assert.equal('linkToContacts' in body || 'entity' in body, false)
  })
})

describe('syncActions.create', () => {
  it('sends the one field as the identifier', async () => {
    const json = { uri: '/contacts/syncActions/6063', name: 'dwm-take-off' }
    server.on('POST /contacts/syncActions', { status: 201, json })
    await eloqua.syncActions.create({
      name: 'dwm-take-off',
      identifier: { key: 'ContactID', statement: '{{Contact.Id}}' },
      syncActions: [{ action: 'remove', destination: '{{ContactList[6050]}}' }],
    })
    assert.deepEqual(sent(), {
      ...{ name: 'dwm-take-off', fields: { ContactID: '{{Contact.Id}}' }, identifierFieldName: 'ContactID' },
      syncActions: [{ action: 'remove', destination: '{{ContactList[6050]}}' }],
      isSyncTriggeredOnImport: false,
    })
  })
})

describe('checks before sending', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, '{{Contact.Id}}']))
  const remove = { action: 'remove', destination: '{{ContactList[1]}}' } as const
  const table: [string, () => Promise<unknown>][] = [
    ['a name above 100 characters', () => eloqua.exports.create({ ...exported, name: 'x'.repeat(101) })],
    ['251 fields of an export', () => eloqua.exports.create({ ...exported, fields: many(251) })],
    ['no record at all', () => eloqua.exports.create({ ...exported, maxRecords: 0 })],
    [
      '101 fields of an import',
      () => eloqua.imports.create({ ...imported, fields: { ...fields, ...many(99) } }),
    ],
    [
      'an identifier that is no field',
      () => eloqua.imports.create({ ...imported, identifierFieldName: 'mail' }),
    ],
    [
      'two sync actions of an import',
      () => eloqua.imports.create({ ...imported, syncActions: [remove, remove] }),
    ],
  ]
  for (const [what, create] of table) {
    it(`refuse ${what}`, async () => {
      await assert.rejects(create(), EloquaValidationError)
      assert.equal(server.seen.length, 0)
    })
  }

  it('refuse a URI that leads elsewhere', async () => {
    await assert.rejects(
      eloqua.deleteDefinition('https://example.com/contacts/exports/1'),
      EloquaValidationError,
    )
    await assert.rejects(eloqua.deleteDefinition('/contacts/../../1'), EloquaValidationError)
    assert.equal(server.seen.length, 0)
  })
})

describe('deleteDefinition', () => {
  it('does not mind one that is gone', async () => {
    server.on('DELETE /contacts/exports/1', { status: 204 })
    await eloqua.deleteDefinition('/contacts/exports/1')
    await eloqua.deleteDefinition('/contacts/exports/2')
    assert.equal(server.count('DELETE /contacts/exports/2'), 1)
  })

  it('reports when something depends on it', async () => {
    server.on('DELETE /contacts/exports/1', { status: 412 })
    await assert.rejects(eloqua.deleteDefinition('/contacts/exports/1'), EloquaConflictError)
  })
})
