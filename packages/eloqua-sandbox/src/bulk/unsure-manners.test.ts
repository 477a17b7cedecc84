import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../testing/open-sandbox.ts'

const { emailAddress, firstName, country, ContactID } = statements
const importing = { fields: { emailAddress, firstName }, identifierFieldName: 'emailAddress' }

describe('manners that the documentation leaves open', () => {
  let sandbox: OpenSandbox
  beforeEach(async () => {
    sandbox = await openSandbox()
  })

  /** What a question comes to without the fault and with it. */
  async function both<T>(fault: string, ask: () => Promise<T>): Promise<[without: T, by: T]> {
    const without = await ask()
    sandbox.setFaults([fault])
    return [without, await ask()]
  }
  const make = async (path: string, body: object) =>
    (await sandbox.call('POST', path, { body: { name: 'm', ...body } })).status
  const rowsOf = async (definition: Readonly<Record<string, unknown>>) => {
    const { uri } = await sandbox.sync('/contacts/exports', definition)
    return (await sandbox.call('GET', `${uri}/data`)).json.items
  }
  const rejectsOf = async (uri: string) => (await sandbox.call('GET', `${uri}/rejects`)).json.items

  it('take or refuse clearing staged data that there is not', async () => {
    const { uri } = (await sandbox.call('POST', '/contacts/imports', { body: { name: 'm', ...importing } }))
      .json
    const ask = async () => (await sandbox.call('DELETE', `${uri}/data`)).status
    assert.deepEqual(await both('clear-missing', ask), [204, 404])
    await sandbox.call('POST', `${uri}/data`, { body: [{ emailAddress: 'ann@example.com' }] })
    assert.deepEqual([await ask(), await ask()], [204, 404])
  })

  it('refuse or cut a limit out of range', async () => {
    const ask = async () => {
      const { status, json } = await sandbox.call('GET', '/contacts/lists?limit=5000')
      return [status, json.limit]
    }
    assert.deepEqual(await both('limits-cut', ask), [
      [400, undefined],
      [200, 1000],
    ])
  })

  it('take or refuse a large maxRecords', async () => {
    const ask = () => make('/contacts/exports', { fields: { emailAddress }, maxRecords: 80_000 })
    assert.deepEqual(await both('max-records-refused', ask), [201, 400])
  })

  it('take or refuse an import of custom object records without an identifier', async () => {
    const fields = { dataStatus: '{{CustomObject[990].Field[18496]}}' }
    const ask = () => make('/customObjects/990/imports', { fields, isSyncTriggeredOnImport: false })
    assert.deepEqual(await both('identifier-required', ask), [201, 400])
  })

  it('bind AND closer than OR in filters, or both alike', async () => {
    const [us, de] = ["'{{Contact.Field(C_Country)}}' = 'US'", "'{{Contact.Field(C_Country)}}' = 'DE'"]
    const filter = `${de} OR ${us} AND '{{Contact.Field(C_FirstName)}}' = 'Ann'`
    const ask = async () => (await rowsOf({ fields: { ContactID }, filter })).length
    assert.deepEqual(await both('filters-flat', ask), [2, 1])
    const clear = `(${us}) OR (${de} AND '{{Contact.Field(C_FirstName)}}' = '')`
    assert.equal((await rowsOf({ fields: { ContactID }, filter: clear })).length, 3)
  })

  it('refuse a quote doubled in a value, or take it for one', async () => {
    await sandbox.ask('PATCH', '/sandbox/contacts/2', { body: { fields: { firstName: "O'Brien" } } })
    const filter = "'{{Contact.Field(C_FirstName)}}' = 'O''Brien'"
    const ask = () => make('/contacts/exports', { fields: { ContactID }, filter })
    assert.deepEqual(await both('quotes-doubled', ask), [400, 201])
    assert.deepEqual(await rowsOf({ fields: { ContactID }, filter }), [{ ContactID: '2' }])
  })

  it('compare texts in filters without or with their case', async () => {
    const filter = "'{{Contact.Field(C_Country)}}' = 'us'"
    const ask = async () => (await rowsOf({ fields: { country }, filter })).length
    assert.deepEqual(await both('filters-case', ask), [2, 1])
  })

  it('return dates without or with milliseconds', async () => {
    const fields = { at: '{{Contact.CreatedAt}}', emailAddress }
    const ask = async () => {
      const [{ at, emailAddress: address }] = await rowsOf({ fields, areSystemTimestampsInUTC: true })
      return [at, address]
    }
    assert.deepEqual(await both('milliseconds', ask), [
      ['2024-05-01 10:00:00', 'ann@example.com'],
      ['2024-05-01 10:00:00.000', 'ann@example.com'],
    ])
  })

  it('take null for blank or for nothing', async () => {
    const ask = async () => {
      await sandbox.ask('PATCH', '/sandbox/contacts/1', { body: { fields: { firstName: 'Ann' } } })
      const rows = [
        { emailAddress: 'ann@example.com', firstName: null },
        { emailAddress: 'bob@example.org', firstName: 'Bob' },
      ]
      await sandbox.sync('/contacts/imports', importing, rows)
      return (await sandbox.ask('GET', '/sandbox/contacts/1')).json.fields.firstName
    }
    sandbox.setFaults(['omitted-keys-kept'])
    assert.equal(await ask(), '')
    sandbox.setFaults(['omitted-keys-kept', 'null-omitted'])
    assert.equal(await ask(), 'Ann')
  })

  it('number rejects through all bodies or in each', async () => {
    const ask = async () => {
      const { json } = await sandbox.call('POST', '/contacts/imports', { body: { name: 'm', ...importing } })
      const bodies = [[{ emailAddress: 'ann@example.com' }], [{ emailAddress: 'no address' }]]
      for (const body of bodies) await sandbox.call('POST', `${json.uri}/data`, { body })
      const body = { syncedInstanceUri: json.uri }
      const started = await sandbox.call('POST', '/syncs', { body })
      sandbox.advanceClock(1000)
      return (await rejectsOf(started.json.uri))[0].recordIndex
    }
    assert.deepEqual(await both('index-by-body', ask), [2, 1])
  })

  it('warn of members that there are not, or say nothing; and the other way of who is not on the list', async () => {
    const act = (id: string) =>
      sandbox.sync(
        '/contacts/syncActions',
        {
          ...{ fields: { ContactID }, identifierFieldName: 'ContactID' },
          syncActions: [{ action: 'remove', destination: '{{ContactList[6050]}}' }],
        },
        [{ ContactID: id }],
      )
    const unknown = async () => (await act('99')).status
    assert.deepEqual(await both('members-unknown-ignored', unknown), ['warning', 'success'])
    await act('1')
    sandbox.setFaults([])
    const noMember = async () => (await act('1')).status
    assert.deepEqual(await both('members-strict', noMember), ['success', 'warning'])
  })

  it('list the definitions of all entities', async () => {
    await make('/contacts/exports', { fields: { emailAddress } })
    await make('/customObjects/990/exports', { fields: { id: '{{CustomObject[990].Id}}' } })
    const { json } = await sandbox.call('GET', '//exports?offset=0')
    assert.deepEqual(
      json.items.map(({ uri }: { uri: string }) => uri),
      ['/contacts/exports/1', '/customObjects/990/exports/1'],
    )
  })
})
