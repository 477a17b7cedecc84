import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Db } from 'mongodb'
import { placeForRule } from './place-rule.ts'
import { orderKey } from './rule-order.ts'

/** The place of a new rule among rules with these places, each with an id of its own: r0, r1, ... */
function placed(places: readonly (number | undefined)[], before?: string) {
  const rules = places.map((place, at) => ({
    _id: `r${at}`,
    ...(place !== undefined && { [orderKey]: place }),
  }))
  const collection = {
    findOne: async (filter: { _id?: { $in: string[] } }) =>
      rules.find((one) => (filter._id ? filter._id.$in.includes(one._id) : one[orderKey] === undefined)) ??
      null,
    find: (filter: { [orderKey]?: { $lt: number } }) => {
      const most = filter[orderKey]?.$lt ?? Number.POSITIVE_INFINITY
      const below = rules.filter((one) => (one[orderKey] ?? 0) < most)
      const last = below.toSorted((one, other) => (other[orderKey] ?? 0) - (one[orderKey] ?? 0))[0] ?? null
      const cursor = { sort: () => cursor, limit: () => cursor, next: async () => last }
      return cursor
    },
  }
  return placeForRule({ collection: () => collection } as unknown as Db, 'normLookup', before)
}

describe('placeForRule', () => {
  const cases: readonly [
    places: (number | undefined)[],
    before: string | undefined,
    place: number | undefined,
  ][] = [
    [[1024, 2048], undefined, 3072],
    [[], undefined, 1024],
    [[1024, undefined], undefined, undefined],
    [[1024, 2048], 'r1', 1536],
    [[1024, 2048], 'r0', 512],
    [[1024, 2048], 'none', undefined],
    [[undefined], 'r0', undefined],
    [[1, 1 + 1e-6], 'r1', undefined],
    [[1, 1 + 3e-6], 'r1', 1 + 1.5e-6],
  ]
  for (const [places, before, place] of cases)
    it(`is ${place} before ${before ?? 'none'} among ${places.join(', ') || 'none'}`, async () => {
      const found = await placed(places, before)
      if (place === undefined || found === undefined) assert.equal(found, place)
      else assert.ok(Math.abs(found - place) < 1e-9)
    })
})
