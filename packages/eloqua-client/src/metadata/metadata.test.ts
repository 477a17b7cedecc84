import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  EloquaAmbiguousNameError,
  EloquaEndlessPagesError,
  type EloquaError,
  EloquaUnknownNameError,
} from '../index.ts'
import { connectedForTests } from '../testing.ts'

const { server, eloqua } = await connectedForTests()

describe('lists.find', () => {
  it('finds the exact name although q matches more', async () => {
    server.on('GET /contacts/lists', 'lists')
    const list = await eloqua.lists.find('DWM - Export Queue')
    assert.deepEqual(list, {
      ...{ id: '6050', name: 'DWM - Export Queue', count: 1250 },
      ...{ statement: '{{ContactList[6050]}}', uri: '/contacts/lists/6050' },
    })
    assert.equal(server.seen[0]?.query.get('q'), '"name=DWM*-*Export*Queue"')
  })

  it('looks through all lists when q finds none', async () => {
    const list = { name: "Ann's list", count: 1, statement: '{{ContactList[1]}}', uri: '/contacts/lists/1' }
    server.on(
      'GET /contacts/lists',
      { json: { hasMore: false } },
      { json: { items: [list], hasMore: false } },
    )
    assert.equal((await eloqua.lists.find("Ann's list")).id, '1')
    assert.deepEqual(
      server.seen.map(({ query }) => query.get('q')),
      ['"name=Ann*s*list"', null],
    )
  })

  for (const [what, count] of [
    ['missing', undefined],
    ['null', null],
  ] as const) {
    it(`looks through all lists when q is refused, and does not take a count that is ${what} for 0`, async () => {
      const list = { name: 'Mine', count, statement: '{{ContactList[1]}}', uri: '/contacts/lists/1' }
      server.on('GET /contacts/lists', { status: 400 }, { json: { items: [list], hasMore: false } })
      const found = await eloqua.lists.find('Mine')
      assert.deepEqual([found.id, found.count], ['1', undefined])
    })
  }

  it('refuses a name that nobody has, and says which there are', async () => {
    server.on('GET /contacts/lists', 'lists')
    await assert.rejects(
      eloqua.lists.find('DWM - Export queue'),
      (error) =>
        error instanceof EloquaUnknownNameError &&
        !error.retryable &&
        error.wanted === 'DWM - Export queue' &&
        error.known.includes('DWM - Export Queue'),
    )
  })

  it('refuses a name that several have, and says their ids', async () => {
    server.on('GET /contacts/lists', { json: { items: [twin(1), twin(2)], hasMore: false } })
    await assert.rejects(
      eloqua.lists.find('Twin'),
      (error) => error instanceof EloquaAmbiguousNameError && error.ids.join() === '1,2' && !error.retryable,
    )
  })

  it('finds one of those by its id', async () => {
    server.on('GET /contacts/lists/2', { json: twin(2) })
    assert.equal((await eloqua.lists.find('2')).id, '2')
    assert.equal(server.seen.length, 1)
  })

  it('looks through all lists before it believes that an id is unknown', async () => {
    server.on('GET /contacts/lists/2', { status: 404 })
    server.on('GET /contacts/lists', { json: { items: [twin(1), twin(2)], hasMore: false } })
    assert.equal((await eloqua.lists.find('2')).id, '2')
    server.on('GET /contacts/lists/3', { status: 404 })
    await assert.rejects(eloqua.lists.find('3'), EloquaUnknownNameError)
  })

  it('does not take an Eloqua that is unavailable for a list that there is not', async () => {
    server.on('GET /contacts/lists/2', { status: 503 })
    await assert.rejects(eloqua.lists.find('2'), (error: EloquaError) => error.retryable)
  })

  const twin = (id: number) => ({
    ...{ name: 'Twin', count: 1 },
    ...{ statement: `{{ContactList[${id}]}}`, uri: `/contacts/lists/${id}` },
  })
})

describe('pages', () => {
  const list = (id: number) => ({
    name: `L${id}`,
    statement: `{{ContactList[${id}]}}`,
    uri: `/contacts/lists/${id}`,
  })

  it('goes on by the records that came until there are no more', async () => {
    server.on(
      'GET /contacts/lists',
      { json: { items: [list(1), list(2)], hasMore: true } },
      { json: { items: [list(3)], hasMore: false } },
    )
    assert.equal((await eloqua.lists.all()).length, 3)
    assert.deepEqual(
      server.seen.map(({ query }) => query.get('offset')),
      ['0', '2'],
    )
  })

  it('looks once more where Eloqua counts more items than came, which it may not see', async () => {
    server.on(
      'GET /contacts/lists',
      { json: { items: [list(1)], totalResults: 3, hasMore: false } },
      { json: { items: [list(2)], totalResults: 3, hasMore: false } },
      { json: { items: [], totalResults: 3, hasMore: false } },
    )
    assert.equal((await eloqua.lists.all()).length, 2)
    assert.equal(server.count('GET /contacts/lists'), 3)
  })

  it('does without items and without hasMore', async () => {
    server.on('GET /contacts/lists', { json: { totalResults: 0, limit: 1000, offset: 0, count: 0 } })
    assert.deepEqual(await eloqua.lists.all(), [])
  })

  it('does without hasMore and totalResults', async () => {
    const list = { name: 'One', statement: '{{ContactList[1]}}', uri: '/contacts/lists/1' }
    server.on('GET /contacts/lists', { json: { items: Array(1000).fill(list) } }, { json: { items: [list] } })
    assert.equal((await eloqua.lists.all()).length, 1001)
  })

  it('does not turn round for ever', async () => {
    server.on('GET /contacts/lists', { json: { items: [], hasMore: true } })
    await assert.rejects(eloqua.lists.all(), EloquaEndlessPagesError)
  })
})

describe('fields and customObjects', () => {
  it('finds a field by id, internal name or name', async () => {
    server.on('GET /contacts/fields', 'contact-fields')
    const fields = await eloqua.fields()
    for (const name of ['100001', 'C_EmailAddress', 'Email Address']) {
      assert.equal(fields.resolve(name).statement, '{{Contact.Field(C_EmailAddress)}}')
    }
    assert.equal(fields.resolve('C_DateCreated').isReadOnly, true)
    assert.throws(() => fields.resolve('C_Unknown'), EloquaUnknownNameError)
  })

  it('takes null for what a field does not have', async () => {
    const field = {
      name: 'Odd',
      internalName: null,
      dataType: null,
      statement: '{{Contact.Field(C_Odd)}}',
      uri: null,
    }
    const items = [{ ...field, hasReadOnlyConstraint: null, hasUniquenessConstraint: null }]
    server.on('GET /contacts/fields', { json: { items, hasMore: false } })
    const found = (await eloqua.fields()).resolve('Odd')
    assert.deepEqual([found.dataType, found.id, found.isUnique], ['string', '', false])
  })

  it('reads yes and no, and counts, that are texts', async () => {
    const statement = '{{Contact.Field(C_Odd)}}'
    const items = [
      { name: 'Odd', statement, hasReadOnlyConstraint: 'true', hasUniquenessConstraint: 'false' },
    ]
    server.on('GET /contacts/fields', {
      text: `\uFEFF${JSON.stringify({ items, hasMore: 'false', totalResults: '1' })}`,
    })
    const found = (await eloqua.fields()).resolve('Odd')
    assert.deepEqual([found.isReadOnly, found.isUnique], [true, false])
    const one = { name: 'One', statement: '{{ContactList[1]}}', uri: '/contacts/lists/1' }
    for (const [count, expected] of [
      ['7', 7],
      ['', undefined],
      [null, undefined],
    ] as const) {
      server.on('GET /contacts/lists', { json: { items: [{ ...one, count }] } })
      assert.equal((await eloqua.lists.all())[0]?.count, expected)
    }
  })

  it('finds a custom object by id and its fields by name', async () => {
    server.on('GET /customObjects/990', 'custom-object')
    server.on('GET /customObjects/990/fields', 'custom-object-fields')
    const object = await eloqua.customObjects.find('990')
    const fields = await object.fields()
    assert.equal(fields.resolve('Contacts.Indicators.Updated_Timestamp').id, '18500')
    assert.equal(fields.resolve('Twice1').id, '18501')
    assert.throws(() => fields.resolve('Twice'), EloquaAmbiguousNameError)
  })

  it('finds a custom object by name', async () => {
    const items = [{ name: 'Contacts.Indicators', uri: '/customObjects/990' }]
    server.on('GET /customObjects', { json: { items, hasMore: false } })
    assert.equal((await eloqua.customObjects.find('Contacts.Indicators')).id, '990')
    assert.equal(server.seen[0]?.query.get('q'), '"name=Contacts.Indicators"')
  })
})
