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
  return { id: String(last).padStart(4, '0'), address: `c${last}@example.com`, readAt, values, read }
}

function allRead(): Row {
  return Object.fromEntries(fields.map((field) => [field, `${field} as read`]))
}

const unmodified = (one: ContactWrite): FreshWrite => compareWrite(one, nobodyChanged)

/** What an import by these groups would leave of a contact that held what was read. */
function leftBy(groups: readonly WriteGroup[], { id, read = {} }: ContactWrite): Row {
  const [group, ...others] = groups.filter(({ rows }) => rows.some((one) => one.write.write.id === id))
  assert.deepEqual(others, [], 'in one import alone')
  const row = group?.rows.find((one) => one.write.write.id === id)?.row ?? {}
  const written = Object.entries(row).filter(([, value]) => group?.updateRule === 'always' || value !== '')
  return { ...read, ...Object.fromEntries(written) }
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
    for (const one of writes) assert.deepEqual(leftBy(groups, one), { ...one.read, ...one.values })
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
        for (const field of Object.keys(row)) assert.ok(field in (one.read ?? {}), `${field} was read`)
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
})
