import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assignPlaces } from './assign-places.ts'

describe('assignPlaces', () => {
  it('keeps places that rise and puts the others between', () => {
    assert.deepEqual(
      assignPlaces([undefined, 10, undefined, undefined, 40, undefined]),
      [5, 10, 20, 30, 40, 1064],
    )
  })

  it('counts anew when places fall, clash or leave no room', () => {
    for (const known of [
      [2, 1],
      [1, 1],
      [1, undefined, 1.0000001],
      [undefined, 0],
    ]) {
      assert.deepEqual(
        assignPlaces(known),
        known.map((_, at) => (at + 1) * 1024),
      )
    }
  })
})
