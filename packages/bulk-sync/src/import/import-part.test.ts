import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CarriedRecord, carriedBy, halvesOf, partData, wholePart } from './import-part.ts'

const records = ['c', 'a', 'b'].map((id) => ({ id, row: { emailAddress: `${id}@example.com` } }))
const group = { records, definition: { name: 'test', fields: {}, identifierFieldName: 'emailAddress' } }
const idsOf = (part: { records: readonly { id: string }[] } | undefined) =>
  part?.records.map(({ id }) => id).join('')

describe('wholePart', () => {
  it('orders records by id, as the range in the ledger needs it', () => {
    assert.equal(idsOf(wholePart(group)[0]), 'abc')
  })

  it('is no part where there are no records', () => {
    assert.deepEqual(wholePart({ ...group, records: [] }), [])
  })
})

describe('halvesOf', () => {
  it('splits records without loss, the second half first, and marks both', () => {
    const halves = halvesOf({ records, isHalf: false }, records)
    assert.deepEqual(halves.map(idsOf), ['ab', 'c'])
    assert.ok(halves.every(({ isHalf }) => isHalf))
  })
})

describe('partData', () => {
  it('notes what the part carries, and nothing that it does not know', () => {
    const range = { firstId: 'c', lastId: 'b', rowsSent: 3 }
    assert.deepEqual(partData(group), range)
    const facts = { carried: { only: ['k'] }, basis: '', isHalf: true } as const
    assert.deepEqual(partData({ ...group, ...facts }), { ...range, ...facts })
    assert.deepEqual(partData({ ...group, records: [], isHalf: false }), {
      firstId: '',
      lastId: '',
      rowsSent: 0,
    })
  })
})

describe('carriedBy', () => {
  const range = { firstId: 'b', lastId: 'd' }
  const cases: readonly [
    name: string,
    data: Record<string, unknown> | undefined,
    record: CarriedRecord,
    carried: boolean,
  ][] = [
    ['an entry without data', undefined, { id: 'z' }, true],
    ['an entry that names one end alone', { firstId: 'b' }, { id: 'a' }, true],
    ['an id within the range', range, { id: 'c' }, true],
    ['an id before it', range, { id: 'a' }, false],
    ['an id behind it', range, { id: 'e' }, false],
    [
      'a kind that it carries',
      { ...range, carried: { only: ['k'] }, basis: 's' },
      { id: 'c', kind: 'k' },
      true,
    ],
    ['another kind', { ...range, carried: { only: ['k'] }, basis: 's' }, { id: 'c', kind: 'l' }, false],
    [
      'a kind that it leaves out',
      { ...range, carried: { except: ['k'] }, basis: 's' },
      { id: 'c', kind: 'k' },
      false,
    ],
    ['an id that it lists', { ...range, carried: { ids: ['c'] }, basis: 's' }, { id: 'c' }, true],
    ['an id that it does not list', { ...range, carried: { ids: ['c'] }, basis: 's' }, { id: 'd' }, false],
    [
      'kinds worked out by other settings',
      { ...range, carried: { only: ['k'] }, basis: 't' },
      { id: 'c', kind: 'k' },
      false,
    ],
  ]
  for (const [name, data, record, carried] of cases)
    it(`says ${carried} of ${name}`, () => assert.equal(carriedBy(data, 's')(record), carried))

  it('finds the records of the data that it wrote', () => {
    const [part] = wholePart(group)
    assert.ok(part)
    assert.ok(records.every(carriedBy(partData(part), undefined)))
    assert.ok(!carriedBy(partData(part), undefined)({ id: 'd' }))
  })
})
