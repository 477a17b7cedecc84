import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type EndedSync, type OpenSandbox, openSandbox, people, statements } from '../testing/open-sandbox.ts'

const { emailAddress, firstName, country, ContactID } = statements
const importing = {
  fields: { emailAddress, firstName, country },
  identifierFieldName: 'emailAddress',
  isSyncTriggeredOnImport: false,
  syncActions: [{ action: 'remove', destination: '{{ContactList[6051]}}' }],
}
const row = (address: string, more: object = {}) => ({
  emailAddress: address,
  firstName: 'New',
  country: 'FR',
  ...more,
})

describe('an import of contacts', () => {
  let sandbox: OpenSandbox
  beforeEach(async () => {
    sandbox = await openSandbox()
  })

  const run = (rows: unknown, more: object = {}) =>
    sandbox.sync('/contacts/imports', { ...importing, ...more }, rows)
  const contacts = async () => (await sandbox.ask('GET', '/sandbox/contacts')).json.items
  const fieldsOf = async (address: string) =>
    (await contacts()).find(
      (one: { fields: Record<string, string> }) => one.fields['emailAddress'] === address,
    )?.fields
  const rejects = async ({ uri }: EndedSync) => (await sandbox.call('GET', `${uri}/rejects`)).json.items
  const waiting = async () =>
    (await sandbox.ask('GET', '/sandbox/lists/DWM - Processing Queue')).json.contactIds

  it('updates who is known, makes who is not, and acts on both', async () => {
    const { status, counts } = await run([row('ANN@example.com '), row('new@example.com')])
    assert.equal(status, 'success')
    assert.partialDeepStrictEqual(counts, {
      ...{ 'ELQ-00130': 2, 'ELQ-00001': 2, 'ELQ-00003': 2, 'ELQ-00004': 1, 'ELQ-00022': 1, 'ELQ-00118': 1 },
    })
    assert.partialDeepStrictEqual(await fieldsOf('ann@example.com'), { firstName: 'New', country: 'FR' })
    assert.equal((await fieldsOf('new@example.com')).ContactID, '4')
    assert.deepEqual(await waiting(), ['2', '3'])
    const [ann] = await contacts()
    assert.deepEqual([ann.exports, ann.imports], [0, 1])
  })

  it('rejects bad addresses, empty rows and rows without identifier; the others go in', async () => {
    const ended = await run([row('notanemail'), row('a+b@x'), {}, row(''), row('bob@example.org'), 7])
    assert.equal(ended.status, 'warning')
    assert.deepEqual(
      (await rejects(ended)).map((reject: { recordIndex: number; statusCode: string }) => [
        reject.recordIndex,
        reject.statusCode,
      ]),
      [
        [1, 'ELQ-00002'],
        [3, 'ELQ-00059'],
        [4, 'ELQ-00061'],
        [6, 'ELQ-00032'],
      ],
    )
    assert.deepEqual((await rejects(ended))[0], {
      fieldValues: { emailAddress: 'notanemail', firstName: 'New', country: 'FR' },
      ...{
        message: 'Invalid email address.',
        statusCode: 'ELQ-00002',
        recordIndex: 1,
        invalidFields: ['emailAddress'],
      },
    })
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00002': 1, 'ELQ-00004': 1, 'ELQ-00022': 1 })
  })

  it('takes the first of rows that share an identifier', async () => {
    const ended = await run([
      row('ann@example.com', { firstName: '1' }),
      row('Ann@Example.com', { firstName: '2' }),
    ])
    assert.equal((await fieldsOf('ann@example.com')).firstName, '1')
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00001': 2, 'ELQ-00003': 1, 'ELQ-00026': 1 })
    assert.partialDeepStrictEqual(await rejects(ended), [{ recordIndex: 2, message: 'Multiple matches.' }])
    const { items } = (await sandbox.ask('GET', '/sandbox/syncs')).json
    assert.partialDeepStrictEqual(items, [{ kind: 'import', status: 'warning', rows: 2, duplicates: 1 }])
  })

  it('takes the last of them, and calls them otherwise, by faults', async () => {
    sandbox.setFaults(['duplicates-last', 'duplicates-email-code'])
    const ended = await run([
      row('ann@example.com', { firstName: '1' }),
      row('ann@example.com', { firstName: '2' }),
    ])
    assert.equal((await fieldsOf('ann@example.com')).firstName, '2')
    assert.partialDeepStrictEqual(await rejects(ended), [{ recordIndex: 1, statusCode: 'ELQ-00011' }])
  })

  it('adds several bodies up, and consumes them', async () => {
    const made = await sandbox.call('POST', '/contacts/imports', { body: { name: 'two', ...importing } })
    const { uri } = made.json
    for (const address of ['ann@example.com', 'bob@example.org']) {
      assert.equal((await sandbox.call('POST', `${uri}/data`, { body: [row(address)] })).status, 204)
    }
    for (const expected of [2, 0]) {
      await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: uri } })
      sandbox.advanceClock(1000)
      assert.equal((await sandbox.ask('GET', '/sandbox/syncs')).json.items.at(-1).rows, expected)
    }
  })

  it('ignores keys that the definition does not have: 00111, a warning, no reject', async () => {
    const ended = await run([row('ann@example.com', { extra: 'x' })])
    assert.deepEqual([ended.status, ended.counts['ELQ-00111'], await rejects(ended)], ['warning', 0, []])
    assert.equal((await fieldsOf('ann@example.com')).firstName, 'New')
  })

  it('leaves a field alone whose key no row of the body has: 00121', async () => {
    const ended = await run([{ emailAddress: 'ann@example.com', country: 'FR' }])
    assert.equal(ended.counts['ELQ-00121'], 0)
    assert.equal((await fieldsOf('ann@example.com')).firstName, 'Ann')
  })

  it('ends in error when a body has no key of the definition', async () => {
    const ended = await run([{ other: 'x' }])
    assert.equal(ended.status, 'error')
    assert.equal('ELQ-00127' in ended.counts, true)
  })

  for (const [faults, expected] of [
    [[], ''],
    [['omitted-keys-kept'], 'Bob'],
  ] as const) {
    it(`${expected === '' ? 'blanks' : 'keeps'} a field whose key a row omits, with ${faults.join() || 'no fault'}`, async () => {
      sandbox.setFaults(faults)
      await run([row('ann@example.com'), { emailAddress: 'bob@example.org', country: 'FR' }])
      assert.equal((await fieldsOf('bob@example.org')).firstName, expected)
    })
  }

  for (const [updateRule, blank, blankExisting, filled] of [
    ['always', '', 'X', 'X'],
    ['ifNewIsNotNull', 'Ann', 'X', 'X'],
    ['ifExistingIsNull', 'Ann', 'X', 'Bob'],
  ] as const) {
    it(`writes by the rule ${updateRule}`, async () => {
      const rows = [
        row('ann@example.com', { firstName: '' }),
        row('cid@example.net', { firstName: 'X' }),
        row('bob@example.org', { firstName: 'X' }),
      ]
      await run(rows, { updateRule })
      const names = await Promise.all(
        ['ann@example.com', 'cid@example.net', 'bob@example.org'].map(
          async (one) => (await fieldsOf(one)).firstName,
        ),
      )
      assert.deepEqual(names, [blank, blankExisting, filled])
    })
  }

  it('writes each field by its own rule with useFieldRule', async () => {
    const updateRuleByField = { firstName: 'ifExistingIsNull' }
    await run([row('ann@example.com')], { updateRule: 'useFieldRule', updateRuleByField })
    assert.partialDeepStrictEqual(await fieldsOf('ann@example.com'), { firstName: 'Ann', country: 'FR' })
  })

  for (const [importRule, code, inside] of [
    ['createAndUpdate', undefined, ['ann', 'new']],
    ['updateOnly', 'ELQ-00085', ['ann']],
    ['createOnly', 'ELQ-00048', ['new']],
  ] as const) {
    it(`keeps to the import rule ${importRule}`, async () => {
      const ended = await run([row('ann@example.com'), row('new@example.com')], { importRule })
      assert.deepEqual(
        (await rejects(ended)).map(({ statusCode }: { statusCode: string }) => statusCode),
        code ? [code] : [],
      )
      const changed = (await contacts()).filter(
        ({ fields }: { fields: Record<string, string> }) => fields['country'] === 'FR',
      )
      assert.deepEqual(
        changed.map(
          ({ fields }: { fields: Record<string, string> }) => fields['emailAddress']?.split('@')[0],
        ),
        inside,
      )
    })
  }

  it('takes {{Contact.Id}} beside the address and does nothing with it', async () => {
    const fields = { ...importing.fields, ContactID }
    const { status } = await run([row('ann@example.com', { ContactID: '99' })], { fields })
    assert.deepEqual([status, (await fieldsOf('ann@example.com')).ContactID], ['success', '1'])
  })

  it('finds contacts by id and makes none of an unknown one', async () => {
    const fields = { ContactID, firstName }
    const ended = await run(
      [
        { ContactID: '2', firstName: 'B' },
        { ContactID: '99', firstName: 'B' },
      ],
      { fields, identifierFieldName: 'ContactID' },
    )
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00022': 1, 'ELQ-00004': 0, 'ELQ-00034': 1 })
  })

  it('updates one or every match of another field', async () => {
    const fields = { country, firstName }
    const of = (all: boolean) =>
      run([{ country: 'US', firstName: 'All' }], {
        fields,
        identifierFieldName: 'country',
        isUpdatingMultipleMatchedRecords: all,
      })
    assert.equal((await of(false)).counts['ELQ-00022'], 1)
    assert.equal((await of(true)).counts['ELQ-00022'], 2)
  })

  it('takes CSV', async () => {
    const { uri } = (await sandbox.call('POST', '/contacts/imports', { body: { name: 'csv', ...importing } }))
      .json
    const body = 'emailAddress,firstName,country\r\nann@example.com,"A, B",\r\n'
    const headers = { 'content-type': 'text/csv' }
    assert.equal((await sandbox.call('POST', `${uri}/data`, { body, headers })).status, 204)
    await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: uri } })
    sandbox.advanceClock(1000)
    assert.partialDeepStrictEqual(await fieldsOf('ann@example.com'), { firstName: 'A, B', country: '' })
  })

  it('starts its sync by itself where the definition says so', async () => {
    const body = { name: 'self', ...importing, isSyncTriggeredOnImport: true }
    const { uri } = (await sandbox.call('POST', '/contacts/imports', { body })).json
    const sent = await sandbox.call('POST', `${uri}/data`, { body: [row('ann@example.com')] })
    assert.deepEqual([sent.status, sent.json.syncedInstanceUri, sent.json.status], [201, uri, 'pending'])
  })

  it('rejects new contacts past the limit of the instance', async () => {
    sandbox = await openSandbox({ maxContacts: people.length })
    const ended = await run([row('new@example.com'), row('ann@example.com')])
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00125': 1, 'ELQ-00022': 1 })
  })

  it('rejects rows by address pattern with the code that bad-rows asks for', async () => {
    sandbox.setFaults(['bad-rows=*@example.org|cid@,code=ELQ-00060'])
    const ended = await run(people.map(({ emailAddress: one }) => row(one)))
    assert.deepEqual(
      (await rejects(ended)).map(
        ({ recordIndex, statusCode }: { recordIndex: number; statusCode: string }) => [
          recordIndex,
          statusCode,
        ],
      ),
      [
        [2, 'ELQ-00060'],
        [3, 'ELQ-00060'],
      ],
    )
    assert.deepEqual(await waiting(), ['2', '3'])
  })

  it('acts on rejected contacts too by act-on-rejects', async () => {
    sandbox.setFaults(['bad-rows=bob@', 'act-on-rejects'])
    await run(people.map(({ emailAddress: one }) => row(one)))
    assert.deepEqual(await waiting(), [])
    assert.equal((await fieldsOf('bob@example.org')).firstName, 'Bob')
  })

  it('lists rows among the rejects that it stored, by harmless-rejects', async () => {
    sandbox.setFaults(['harmless-rejects=ann@'])
    const ended = await run([row('ann@example.com')])
    assert.partialDeepStrictEqual(await rejects(ended), [
      { statusCode: 'ELQ-00040', invalidFields: ['firstName'] },
    ])
    assert.deepEqual([ended.status, ended.counts['ELQ-00144']], ['warning', 1])
    assert.equal((await fieldsOf('ann@example.com')).firstName, 'New')
  })

  it('takes nothing of a sync with a poisoned row', async () => {
    sandbox.setFaults(['poison-rows=bob@'])
    const ended = await run(people.map(({ emailAddress: one }) => row(one)))
    assert.deepEqual([ended.status, 'ELQ-00107' in ended.counts], ['error', true])
    assert.equal((await fieldsOf('ann@example.com')).firstName, 'Ann')
    assert.equal((await waiting()).length, 3)
    assert.equal((await run([row('ann@example.com')])).status, 'success')
  })

  it('chooses a share of the rows by seed, the same each time', async () => {
    const chosen = async () => {
      const rows = Array.from({ length: 200 }, (_, at) => row(`n${at}@example.com`))
      return (await rejects(await run(rows))).map(({ recordIndex }: { recordIndex: number }) => recordIndex)
    }
    sandbox.setFaults(['bad-rows=share=0.1'])
    const first = await chosen()
    assert.ok(first.length > 5 && first.length < 40)
    assert.deepEqual(await chosen(), first)
  })
})

describe('an import of custom object records', () => {
  const fields = {
    emailAddress: '{{CustomObject[990].Field[18495]}}',
    dataStatus: '{{CustomObject[990].Field[18496]}}',
  }
  const importing = { fields, identifierFieldName: 'emailAddress', isSyncTriggeredOnImport: false }
  let sandbox: OpenSandbox
  beforeEach(async () => {
    sandbox = await openSandbox()
  })
  const records = async () => (await sandbox.ask('GET', '/sandbox/custom-objects/990')).json.items

  it('updates and makes records, and moves their timestamp', async () => {
    const rows = ['ann@example.com', 'new@example.com'].map((address) => ({
      emailAddress: address,
      dataStatus: 'PROCESS as MOD',
    }))
    const { status, counts } = await sandbox.sync('/customObjects/990/imports', importing, rows)
    assert.equal(status, 'success')
    assert.partialDeepStrictEqual(counts, { 'ELQ-00007': 1, 'ELQ-00012': 1 })
    const all = await records()
    assert.equal(all.length, 4)
    const stamped = { dataStatus: 'PROCESS as MOD', updatedTimestamp: '2024-05-01 10:00:00' }
    assert.deepEqual(all[0], { emailAddress: 'ann@example.com', ...stamped })
    assert.deepEqual(all[3], { emailAddress: 'new@example.com', ...stamped })
    assert.equal(all[1].dataStatus, 'PROCESSED')
  })

  it('links records to contacts by mapDataCards', async () => {
    const mapping = {
      ...{ mapDataCards: true, mapDataCardsEntityType: 'Contact', mapDataCardsEntityField: emailAddress },
      mapDataCardsSourceField: 'emailAddress',
    }
    sandbox = await openSandbox({ customObject: { filled: false } })
    const rows = [
      { emailAddress: 'BOB@example.org', dataStatus: 'x' },
      { emailAddress: 'no@example.org', dataStatus: 'x' },
    ]
    const { counts } = await sandbox.sync('/customObjects/990/imports', { ...importing, ...mapping }, rows)
    assert.partialDeepStrictEqual(counts, { 'ELQ-00007': 2, 'ELQ-00025': 1 })
    const linked = { fields: { id: '{{CustomObject[990].Contact.Id}}' } }
    const { uri } = await sandbox.sync('/customObjects/990/exports', linked)
    assert.deepEqual((await sandbox.call('GET', `${uri}/data`)).json.items, [{ id: '2' }, { id: '' }])
  })

  it('makes new records of rows whose id is blank', async () => {
    const byId = { fields: { id: '{{CustomObject[990].Id}}', ...fields }, identifierFieldName: 'id' }
    const rows = [1, 2].map(() => ({ id: '', emailAddress: 'ann@example.com', dataStatus: 'again' }))
    const { counts } = await sandbox.sync('/customObjects/990/imports', byId, rows)
    assert.equal(counts['ELQ-00007'], 2)
  })
})

describe('a standalone sync action', () => {
  const act = { syncActions: [{ action: 'remove', destination: '{{ContactList[6050]}}' }] }
  for (const [what, statement, values] of [
    ['id', ContactID, ['1', '3', '99']],
    ['address', emailAddress, ['ANN@example.com', 'cid@example.net', 'no@example.com']],
    ['external id', '{{Contact.Field(ContactIDExt)}}', ['CSNBX000000000001', 'CSNBX000000000003', 'x']],
  ] as const) {
    it(`takes contacts off a list by ${what} and warns of those who are not there`, async () => {
      const sandbox = await openSandbox()
      const definition = { ...act, fields: { key: statement }, identifierFieldName: 'key' }
      const { status, counts } = await sandbox.sync(
        '/contacts/syncActions',
        definition,
        values.map((key) => ({ key })),
      )
      assert.equal(status, 'warning')
      assert.partialDeepStrictEqual(counts, { 'ELQ-00140': 3, 'ELQ-00118': 2, 'ELQ-00034': 1 })
      const { json } = await sandbox.ask('GET', '/sandbox/lists/DWM - Export Queue')
      assert.deepEqual(json, { name: 'DWM - Export Queue', count: 1, contactIds: ['2'] })
      assert.equal((await sandbox.ask('GET', '/sandbox/contacts/1')).json.imports, 0)
    })
  }
})
