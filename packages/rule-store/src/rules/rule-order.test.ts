import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Document, ObjectId } from 'mongodb'
import { inOrder, placeOf } from './rule-order.ts'

/** A rule that was inserted as the n-th. */
function rule(n: number, place?: unknown): Document {
  return {
    _id: new ObjectId(n.toString(16).padStart(24, '0')),
    n,
    ...(place !== undefined && { _order: place }),
  }
}

function orderOf(byId: readonly Document[], everPublished: boolean): unknown[] {
  return inOrder(byId, everPublished).map((document) => document['n'])
}

describe('inOrder', () => {
  it('takes the order of insertion where no rule has a place', () => {
    assert.deepEqual(orderOf([rule(1), rule(2), rule(3)], false), [1, 2, 3])
  })

  it('takes places where all have one, and _id where two have the same', () => {
    const rules = [rule(1, 30), rule(2, 10), rule(3, 20), rule(4, 10)]
    for (const everPublished of [false, true]) assert.deepEqual(orderOf(rules, everPublished), [2, 4, 3, 1])
  })

  it('puts rules without a place last once something was published, however old they are', () => {
    assert.deepEqual(orderOf([rule(1), rule(2, 1024), rule(3, 2048)], true), [2, 3, 1])
  })

  it('puts a rule that was restored late where it was inserted, as long as nothing was published', () => {
    assert.deepEqual(orderOf([rule(1), rule(2, 1024), rule(3), rule(4, 2048)], false), [1, 2, 3, 4])
  })

  it('believes places that a person has given, published or not', () => {
    assert.deepEqual(orderOf([rule(1, 2048), rule(2, 1024), rule(3)], false), [2, 1, 3])
  })

  it('does not merge by an _id that does not hold the time of insertion', () => {
    const byName = { _id: 'a', n: 1 }
    assert.deepEqual(orderOf([byName, rule(2, 1024)], false), [2, 1])
  })
})

describe('placeOf', () => {
  it('takes finite numbers alone', () => {
    assert.equal(placeOf({ _order: -0.5 }), -0.5)
    for (const _order of [Number.NaN, Number.POSITIVE_INFINITY, '7', null, undefined])
      assert.equal(placeOf({ _order }), undefined)
  })
})
