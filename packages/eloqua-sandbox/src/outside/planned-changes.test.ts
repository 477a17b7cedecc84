import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, people, statements } from '../testing/open-sandbox.ts'

const { ContactID, emailAddress, firstName } = statements
const exporting = { fields: { ContactID, emailAddress, firstName } }
const importing = {
  fields: { emailAddress, firstName },
  identifierFieldName: 'emailAddress',
  isSyncTriggeredOnImport: false,
}

describe('contacts that are made, changed and deleted from outside', () => {
  let sandbox: OpenSandbox
  beforeEach(async () => {
    sandbox = await openSandbox()
  })
  const contacts = async () => (await sandbox.ask('GET', '/sandbox/contacts')).json.items
  const ids = async () => (await contacts()).map((one: { ContactID: string }) => one.ContactID)
  const rowsOf = async () => {
    const { uri } = await sandbox.sync('/contacts/exports', exporting)
    return (await sandbox.call('GET', `${uri}/data`)).json.items
  }

  it('takes a deleted contact off its lists and out of exports, filters and imports', async () => {
    assert.equal((await sandbox.ask('DELETE', '/sandbox/contacts/2')).status, 204)
    assert.equal((await sandbox.ask('GET', '/sandbox/contacts/2')).status, 404)
    const list = (await sandbox.ask('GET', '/sandbox/lists/DWM - Processing Queue')).json
    assert.deepEqual(
      [await ids(), list.contactIds],
      [
        ['1', '3'],
        ['1', '3'],
      ],
    )
    assert.deepEqual(
      (await rowsOf()).map((row: Record<string, string>) => row['ContactID']),
      ['1', '3'],
    )
    const rows = [{ emailAddress: 'bob@example.org', firstName: 'Robert' }]
    const { status, counts } = await sandbox.sync(
      '/contacts/imports',
      { ...importing, importRule: 'updateOnly' },
      rows,
    )
    assert.deepEqual([status, counts['ELQ-00085'], counts['ELQ-00004']], ['warning', 1, 0])
  })

  it('makes a contact anew with the address of a deleted one, under another id', async () => {
    await sandbox.ask('DELETE', '/sandbox/contacts/2')
    const body = { fields: { emailAddress: 'Bob@example.org', firstName: 'New' } }
    const made = await sandbox.ask('POST', '/sandbox/contacts', { body })
    assert.deepEqual([made.status, made.json.ContactID], [201, '4'])
    assert.equal((await sandbox.ask('POST', '/sandbox/contacts', { body })).status, 409)
  })

  it('still shows the rows that an export took before the deletion', async () => {
    const { uri } = await sandbox.sync('/contacts/exports', exporting)
    await sandbox.ask('DELETE', '/sandbox/contacts/1')
    const { items } = (await sandbox.call('GET', `${uri}/data`)).json
    assert.equal(items[0].emailAddress, people[0]?.emailAddress)
  })

  it('makes a planned change directly before the sync that it waits for', async () => {
    sandbox.plan({ before: 'export', skip: 1, contactIds: ['1'], fields: { firstName: 'Later' } })
    assert.equal((await rowsOf())[0].firstName, 'Ann')
    assert.equal((await rowsOf())[0].firstName, 'Later')
  })

  it('makes it after the sync of a definition that its path names, and of no other', async () => {
    const change = { after: 'export', path: '/customObjects/*', contactIds: ['1', '77'], delete: true }
    const planned = await sandbox.ask('POST', '/sandbox/changes', { body: [change] })
    assert.deepEqual(planned.json.items, [{ ...change, isDone: false, missing: [] }])
    assert.equal((await rowsOf()).length, 3)
    assert.deepEqual(await ids(), ['1', '2', '3'])
    await sandbox.sync('/customObjects/990/exports', { fields: { id: '{{CustomObject[990].Id}}' } })
    assert.deepEqual(await ids(), ['2', '3'])
    const { items } = (await sandbox.ask('GET', '/sandbox/changes')).json
    assert.deepEqual(items, [{ ...change, isDone: true, missing: ['77'] }])
  })

  it('makes it once its time has come, before a sync that is due later', async () => {
    sandbox.plan({ inMs: 100, contactIds: ['3'], fields: { emailAddress: 'moved@example.net' } })
    sandbox.advanceClock(99)
    assert.equal((await contacts())[2].fields.emailAddress, 'cid@example.net')
    sandbox.advanceClock(1)
    assert.equal((await contacts())[2].fields.emailAddress, 'moved@example.net')
  })

  it('refuses a change without a moment, contacts or something to do, and plans none', async () => {
    const wrong = [
      { contactIds: ['1'], delete: true },
      { before: 'export', after: 'import', contactIds: ['1'], delete: true },
      { before: 'sync', contactIds: ['1'], delete: true },
      { before: 'export', contactIds: [], delete: true },
      { before: 'export', contactIds: ['1'] },
      { before: 'export', contactIds: ['1'], fields: { nothing: 'x' } },
      { before: 'export', contactIds: ['1'], delete: true, more: 1 },
      { inMs: -1, contactIds: ['1'], delete: true },
    ]
    for (const body of wrong)
      assert.equal(
        (await sandbox.ask('POST', '/sandbox/changes', { body })).status,
        400,
        JSON.stringify(body),
      )
    assert.deepEqual((await sandbox.ask('GET', '/sandbox/changes')).json.items, [])
    sandbox.plan({ before: 'export', contactIds: ['1'], delete: true })
    await sandbox.ask('DELETE', '/sandbox/changes')
    await rowsOf()
    assert.deepEqual(await ids(), ['1', '2', '3'])
  })
})
