import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from '@dwmops/eloqua-client'
import type { ContactWrite } from './contact-write.ts'
import { kindOf } from './contact-write.ts'
import { compareWrite, type FreshWrite, withoutComparing } from './fresh-write.ts'
import { groupWrites, mostGroups, needsCurrent, type WriteGroup } from './group-writes.ts'

const readAt = new Date('2026-03-01T10:00:00Z')
const fields = ['city', 'country', 'fax', 'jobTitle', 'lastName', 'busPhone']
const nobodyChanged = { of: () => undefined }
let last = 0

function write(values: Row, read: Row | undefined = allRead()): ContactWrite {
  last += 1
  const id = String(last).padStart(4, '0')
  const look = read && ((field: string) => read[field])
  return { id, address: `c${last}@example.com`, readAt, values, read: look }
}

function allRead(): Row {
  return Object.fromEntries(fields.map((field) => [field, `${field} as read`]))
}

const unmodified = (one: ContactWrite): FreshWrite => compareWrite(one, nobodyChanged)

/** What an import by these groups would leave of a contact that held what was read. */
function leftBy(groups: readonly WriteGroup[], { id }: ContactWrite): Row {
  const [group, ...others] = groups.filter(({ rows }) => rows.some((one) => one.write.write.id === id))
  assert.deepEqual(others, [], 'in one import alone')
  const row = group?.rows.find((one) => one.write.write.id === id)?.row ?? {}
  const written = Object.entries(row).filter(([, value]) => group?.updateRule === 'always' || value !== '')
  return { ...allRead(), ...Object.fromEntries(written) }
}

describe('groupWrites', () => {
  it('puts all that blank no field into one import that leaves empty cells alone', () => {
    const writes = [write({ city: 'Berlin' }), write({ country: 'DE', fax: '1' }), write({})]
    const { groups } = groupWrites(writes.map(withoutComparing))
    assert.deepEqual(
      groups.map(({ updateRule, rows }) => [updateRule, rows.length]),
      [['ifNewIsNotNull', 3]],
    )
    assert.deepEqual(groups[0]?.rows[2]?.row, { city: '', country: '', fax: '' })
  })

  it('writes exactly the fields of those that blank the same', () => {
    const writes = [write({ fax: '' }), write({ fax: '' }), write({ fax: '', city: 'Berlin' })]
    const { groups } = groupWrites(writes.map(withoutComparing))
    assert.deepEqual(
      groups.map(({ updateRule, fields: written, rows }) => [updateRule, written, rows.length]),
      [
        ['always', ['fax'], 2],
        ['always', ['fax', 'city'], 1],
      ],
    )
  })

  it('gives all four imports to those that blank fields where nobody else needs one, and asks nothing of Eloqua', () => {
    const writes = ['fax', 'city', 'jobTitle', 'lastName'].map((field) => write({ [field]: '' }))
    assert.equal(needsCurrent(writes.map(kindOf)), false)
    const { groups, deferred } = groupWrites(writes.map(withoutComparing))
    assert.deepEqual(
      groups.map(({ carried, fields: written }) => [carried.only?.length, written.length]),
      Array(4).fill([1, 1]),
    )
    assert.deepEqual(deferred, [])
    assert.equal(needsCurrent([...writes, write({ country: 'DE' })].map(kindOf)), true)
  })

  it('puts those that have no field left to blank among those that blank none', () => {
    const one = write({ fax: '', city: 'Berlin' })
    const current = { values: { fax: '', city: 'city as read' }, contactId: undefined, modifiedAt: readAt }
    const fresh = compareWrite(one, { of: () => current })
    const { groups } = groupWrites([fresh, withoutComparing(write({ country: 'DE' }))])
    assert.deepEqual(
      groups.map(({ updateRule, rows }) => [updateRule, rows.length]),
      [['ifNewIsNotNull', 2]],
    )
    assert.deepEqual(groups[0]?.carried.only?.toSorted(), [kindOf(one), 'values'].toSorted())
  })

  it('names in each import the records that it carries, and none that comes later', () => {
    const combinations = fields.flatMap((field) =>
      fields.map((other) => ({ [field]: '', [other]: 'washed' })),
    )
    const writes = [...combinations, { city: 'washed' }, { city: '' }, { city: '' }].map((values) =>
      write(values),
    )
    const { groups } = groupWrites(writes.map(unmodified))
    const open = new Map(writes.map((one) => [one.id, kindOf(one)]))
    for (const { carried, rows } of groups) {
      const named = [...open].filter(([id, kind]) =>
        carried.ids
          ? carried.ids.includes(id)
          : (carried.only?.includes(kind) ?? !carried.except?.includes(kind)),
      )
      const sent = rows.map((one) => one.write.write.id)
      assert.deepEqual(named.map(([id]) => id).toSorted(), sent.toSorted())
      for (const id of sent) open.delete(id)
    }
    assert.equal(open.size, 0)
  })

  it('needs at most four imports for any combination of fields, and touches no other', () => {
    const writes = Array.from({ length: 3 ** fields.length }, (_, combination) => {
      const chosen = fields.flatMap((field, place): [string, string][] => {
        const choice = Math.floor(combination / 3 ** place) % 3
        return choice === 0 ? [] : [[field, choice === 1 ? '' : `${field} washed`]]
      })
      return write(Object.fromEntries(chosen))
    })
    assert.equal(needsCurrent(writes.map(kindOf)), true)
    const { groups, deferred } = groupWrites(writes.map(unmodified))
    assert.ok(groups.length <= mostGroups, `${groups.length} imports`)
    assert.deepEqual(deferred, [])
    for (const one of writes) assert.deepEqual(leftBy(groups, one), { ...allRead(), ...one.values })
  })

  it('never blanks a field that was not read, even where others write it', () => {
    const writes = [
      ...fields.map((field) => write({ [field]: '' })),
      ...fields.map((field) =>
        write({ city: '' }, { city: 'as read', ...(field === 'city' ? {} : { [field]: 'x' }) }),
      ),
    ]
    const { groups, deferred } = groupWrites(writes.map(unmodified))
    assert.ok(groups.length <= mostGroups)
    const waiting = new Set(deferred.map(({ write: { id } }) => id))
    for (const { rows } of groups)
      for (const {
        row,
        write: { write: one },
      } of rows)
        for (const field of Object.keys(row))
          assert.notEqual(one.read?.(field), undefined, `${field} was read`)
    assert.ok(waiting.size < writes.length)
    const sent = groups.flatMap(({ rows }) => rows.map(({ write: { write: one } }) => one.id))
    assert.deepEqual(
      [...sent, ...waiting].toSorted(),
      writes.map(({ id }) => id),
    )
  })

  it('sends all in the end, however often some wait', () => {
    let waiting: readonly FreshWrite[] = fields
      .flatMap((field) => fields.map((lacking) => [field, lacking] as const))
      .filter(([field, lacking]) => field !== lacking)
      .map(([field, lacking]) => {
        const { [lacking]: _, ...read } = allRead()
        return unmodified(write({ [field]: '' }, read))
      })
    for (let claims = 0; waiting.length > 0; claims += 1) {
      assert.ok(claims < 40, `${waiting.length} still wait`)
      const { groups, deferred } = groupWrites(waiting)
      assert.ok(groups.length > 0 && groups.length <= mostGroups)
      waiting = deferred
    }
  })

  /** A write of which these fields are left, beside what is known of others. */
  const freshOf = (values: Row, left: Row, known: Row = {}): FreshWrite => ({
    ...withoutComparing(write(values)),
    ...{ values: left, now: (field: string) => known[field] },
  })
  const idsOf = ({ rows }: WriteGroup) => rows.map((one) => one.write.write.id)

  it('keeps a kind together of which some have a field left to blank', () => {
    const values = { fax: '', city: 'Berlin' }
    const { groups } = groupWrites([
      freshOf(values, { city: 'Berlin' }, { fax: '' }),
      freshOf(values, values),
    ])
    assert.deepEqual(
      groups.map(({ updateRule, rows }) => [updateRule, rows.length]),
      [['always', 2]],
    )
  })

  it('gives the most frequent kind an import of its own where there are too many, and the others one', () => {
    const kinds = ['city', 'country', 'fax', 'jobTitle', 'lastName'].map((field) => ({ [field]: '' }))
    const writes = [...kinds, { fax: '' }].map((values) => write(values))
    const { groups, deferred } = groupWrites(writes.map(unmodified))
    assert.deepEqual(
      groups.map(({ carried, rows }) => [carried.only, rows.length]),
      [
        [[kindOf({ values: { fax: '' } })], 2],
        [undefined, 4],
      ],
    )
    assert.deepEqual(deferred, [])
  })

  it('sends the one of a kind that does not fit its import by another one', () => {
    const values = { fax: '', city: 'Berlin' }
    const fitting = [1, 2].map(() => freshOf(values, values))
    const odd = freshOf(values, { fax: '' })
    const other = freshOf({ jobTitle: '' }, { jobTitle: '' }, { fax: '', city: '' })
    const all = groupWrites([odd, other, ...fitting])
    assert.equal(all.groups.flatMap(idsOf).length + all.deferred.length, 4)
    const { groups, deferred } = groupWrites([odd, ...fitting])
    assert.deepEqual(groups.map(idsOf), [[odd.write.id], fitting.map((one) => one.write.id)])
    assert.deepEqual(deferred, [])
  })

  it('sends first what came first of those that fit no other import', () => {
    const values = { fax: '', city: 'Berlin', country: 'DE' }
    const fitting = [1, 2, 3, 4].map(() => freshOf(values, values))
    const later = [1, 2].map(() => freshOf(values, { city: 'Berlin' }))
    const newest = freshOf(values, { fax: '' })
    const first = { ...newest, write: { ...newest.write, readAt: new Date(readAt.getTime() - 1) } }
    const { groups, deferred } = groupWrites([...later, first, ...fitting])
    assert.deepEqual(groups.map(idsOf), [[first.write.id], fitting.map((one) => one.write.id)])
    assert.deepEqual(
      deferred.map((one) => one.write.id),
      later.map((one) => one.write.id),
    )
  })

  it('fills no row with what nobody knows, whichever of two comes first', () => {
    const kinds = ['city', 'country', 'fax', 'jobTitle', 'lastName'].map((field) => ({ [field]: '' }))
    const writes = kinds.map((values) => freshOf(values, values))
    const { groups, deferred } = groupWrites(writes)
    for (const { rows, fields: written } of groups)
      for (const { row } of rows) assert.deepEqual(Object.keys(row), written)
    for (const { fields: written } of groups) assert.equal(written.length, 1)
    assert.equal(groups.length + deferred.length, kinds.length)
  })
})
