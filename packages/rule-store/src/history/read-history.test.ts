import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Db, ObjectId } from 'mongodb'
import { historyByIds, historyIdFields, historyIdNames, historyOfContacts } from './read-history.ts'

const id = new ObjectId()
const city = { normLookup: { from: 'a', to: 'b' } }

/** History in which configs keep the id of a contact under these names. */
function dbOf(documents: readonly object[], names: readonly unknown[] = ['ContactID']) {
  const cursor = {
    sort: () => cursor,
    limit: () => cursor,
    batchSize: () => cursor,
    toArray: async () => documents,
  }
  let finds = 0
  const collection = {
    distinct: async () => names,
    find: () => {
      finds += 1
      return cursor
    },
  }
  return { db: { collection: () => collection } as unknown as Db, finds: () => finds }
}

const read = async (document: object, names?: readonly unknown[]) =>
  (await historyByIds(dbOf([document], names).db, []))[0]

describe('historyIdNames', () => {
  it('are texts that are not blank', async () => {
    const { db } = dbOf([], ['ContactID', '', 5, null])
    assert.deepEqual([await historyIdNames(db), await historyIdFields(db)], [['ContactID'], ['ContactID']])
  })
})

describe('historyOfContacts', () => {
  it('asks once a name, and gives each document once', async () => {
    const { db, finds } = dbOf([{ _id: id, ContactID: '7', city }], ['ContactID', 'id'])
    const washes = await historyOfContacts(db, ['7'])
    assert.deepEqual([washes.length, finds()], [1, 2])
  })

  it('asks for nothing where no contact is named', async () => {
    const { db, finds } = dbOf([])
    assert.deepEqual([await historyOfContacts(db, []), finds()], [[], 0])
  })
})

describe('historyByIds', () => {
  it('distinguishes the changes of fields from what else a document holds', async () => {
    const document = {
      _id: id,
      timestamp: 5,
      configName: 'C',
      _current: 2,
      ContactID: '7',
      city,
      note: 'x',
      list: [1],
    }
    assert.deepEqual(await read(document), {
      ...{
        id: id.toHexString(),
        contact: '7',
        at: new Date(5000),
        configName: 'C',
        place: 2,
        fields: { city },
      },
    })
  })

  it('reads a document that lacks what it may', async () => {
    assert.deepEqual(await read({ _id: 'own', configName: 5 }), {
      ...{ id: 'own', contact: undefined, at: new Date(0), configName: undefined, place: 0, fields: {} },
    })
  })

  it('takes a field that bears the name of an id for a field', async () => {
    const wash = await read({ _id: id, city, ContactID: '7' }, ['city', 'ContactID'])
    assert.deepEqual([wash?.contact, wash?.fields], ['7', { city }])
  })

  it('takes an id of the database for no change, and what says no result neither', async () => {
    const wash = await read({ _id: id, ContactID: id, fax: { normLookup: { from: 'a' } }, zip: { a: null } })
    assert.deepEqual([wash?.contact, wash?.fields], [id, {}])
  })

  it('keeps no key of its own for a field, whatever it holds', async () => {
    const wash = await read({
      _id: id,
      ContactID: '7',
      timestamp: {},
      configName: city,
      _current: {},
      none: null,
      city,
    })
    assert.deepEqual(Object.keys(wash?.fields ?? {}), ['city'])
  })
})
