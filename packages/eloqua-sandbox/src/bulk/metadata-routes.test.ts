import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox } from '../testing/open-sandbox.ts'

describe('metadata', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox()
  })

  for (const [path, first] of [
    ['/contacts/lists', { name: 'DWM - Export Queue', count: 3, statement: '{{ContactList[6050]}}' }],
    ['/contacts/filters', { name: 'Sandbox - With Company', count: 1, statement: '{{ContactFilter[7001]}}' }],
    [
      '/contacts/segments',
      { name: 'Sandbox - With Country', count: 3, statement: '{{ContactSegment[7101]}}' },
    ],
    [
      '/contacts/fields',
      { name: 'Email Address', statement: '{{Contact.Field(C_EmailAddress)}}', dataType: 'emailAddress' },
    ],
    ['/customObjects', { name: 'Contacts.Indicators', uri: '/customObjects/990' }],
    ['/customObjects/990/fields', { name: 'Email_Address', statement: '{{CustomObject[990].Field[18495]}}' }],
  ] as const) {
    it(`lists ${path} in the collection form and gives each by its URI`, async () => {
      const { json } = await sandbox.call('GET', path)
      assert.deepEqual(
        {
          total: json.totalResults,
          limit: json.limit,
          offset: json.offset,
          more: json.hasMore,
          count: json.count,
        },
        { total: json.items.length, limit: 1000, offset: 0, more: false, count: json.items.length },
      )
      assert.partialDeepStrictEqual(json.items[0], first)
      const one = await sandbox.call('GET', json.items[0].uri)
      assert.partialDeepStrictEqual(one.json, first)
    })
  }

  it('has the 38 fields of contacts with their statements, and the read-only ones', async () => {
    const { json } = await sandbox.call('GET', '/contacts/fields')
    const readOnly = json.items.filter(
      (field: { hasReadOnlyConstraint: boolean }) => field.hasReadOnlyConstraint,
    )
    assert.equal(json.items.length - readOnly.length, 38)
    assert.deepEqual(
      readOnly.map(({ internalName }: { internalName: string }) => internalName),
      ['C_DateCreated', 'C_DateModified', 'ContactIDExt', 'C_EmailAddressDomain'],
    )
  })

  it('pages by record offset and leaves totalResults out when asked', async () => {
    const { json } = await sandbox.call('GET', '/contacts/fields?limit=2&offset=1&totalResults=false')
    assert.deepEqual(
      json.items.map(({ internalName }: { internalName: string }) => internalName),
      ['C_Salutation', 'C_FirstName'],
    )
    assert.equal('totalResults' in json, false)
    assert.equal(json.hasMore, true)
  })

  for (const query of ['limit=0', 'limit=1001', 'limit=x', 'offset=-1']) {
    it(`refuses ${query}`, async () => {
      const { status, json } = await sandbox.call('GET', `/contacts/lists?${query}`)
      assert.equal(status, 400)
      assert.equal(json.failures[0].field, query.split('=')[0])
    })
  }

  for (const [q, names] of [
    ['"name=DWM*-*Export*Queue"', ['DWM - Export Queue']],
    ['%22name=dwm*%22', ['DWM - Export Queue', 'DWM - Processing Queue']],
    ["name='*Processing*'", ['DWM - Processing Queue']],
    ['name=Export', []],
    ['name!=DWM%20-%20Export%20Queue', ['DWM - Processing Queue']],
  ] as const) {
    it(`searches lists by q=${q}`, async () => {
      const { json } = await sandbox.call('GET', `/contacts/lists?q=${q}`)
      assert.deepEqual(
        json.items.map(({ name }: { name: string }) => name),
        names,
      )
    })
  }

  it('sorts by orderBy', async () => {
    const { json } = await sandbox.call('GET', '/contacts/lists?orderBy=name DESC')
    assert.equal(json.items[0].name, 'DWM - Processing Queue')
  })

  for (const path of [
    '/API/BULK/2.0/contacts/lists/6050',
    '/api/bulk/2.0//Contacts//Lists/6050',
    '/API/Bulk/2.0/contacts/lists/6050/',
  ]) {
    it(`answers ${path} whatever its case and slashes`, async () => {
      const { authorization } = {
        authorization: `Basic ${Buffer.from('Sandbox\\sandbox:sandbox').toString('base64')}`,
      }
      const { status, json } = await sandbox.ask('GET', path, { headers: { authorization } })
      assert.deepEqual([status, json?.name], [200, 'DWM - Export Queue'])
    })
  }

  for (const path of [
    '/contacts/lists/1',
    '/customObjects/1/fields',
    '/accounts/lists',
    '/contacts/exports/x',
    '/syncs/0',
  ]) {
    it(`answers 404 for ${path}`, async () => {
      assert.equal((await sandbox.call('GET', path)).status, 404)
    })
  }

  it('answers CSV when asked', async () => {
    const { text, headers } = await sandbox.call('GET', '/contacts/lists?limit=1', {
      headers: { accept: 'text/csv' },
    })
    assert.match(headers.get('content-type') ?? '', /^text\/csv/)
    assert.match(text, /^name,count,statement,uri,/)
  })

  it('gives each answer an id of its own', async () => {
    const ids = await Promise.all(
      ['/syncs', '/syncs'].map(async (path) => (await sandbox.call('GET', path)).headers.get('x-request-id')),
    )
    assert.match(ids[0] ?? '', /^[0-9a-f]{32}\/\d+$/)
    assert.notEqual(ids[0], ids[1])
  })
})
