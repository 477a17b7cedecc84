import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { depthSeries, hoursBetween, ticksUpTo } from './depth-series.ts'

describe('depthSeries', () => {
  it('draws the queues in the order of the flow, others last, and nothing counted as nothing there', () => {
    const series = depthSeries([
      { at: '2026-01-31T10:00:00Z', queues: [{ queue: 'undoQueue', ready: 1, held: 0, dead: 0 }] },
      { at: '2026-01-31T10:01:00Z', queues: [{ queue: 'dwmQueue', ready: 2, held: 3, dead: 9 }] },
    ])
    assert.deepEqual(
      series.map(({ queue, depths }) => [queue, ...depths]),
      [
        ['dwmQueue', 0, 5],
        ['indicatorQueue', 0, 0],
        ['processedQueue', 0, 0],
        ['undoQueue', 1, 0],
      ],
    )
  })
})

describe('ticksUpTo', () => {
  it('goes in round steps from 0 to where the highest fits below', () => {
    assert.deepEqual(ticksUpTo(0), [0, 1])
    assert.deepEqual(ticksUpTo(7), [0, 2, 4, 6, 8])
    assert.deepEqual(ticksUpTo(21_000), [0, 10_000, 20_000, 30_000])
  })
})

describe('hoursBetween', () => {
  it('names a handful of full hours within the time that is shown', () => {
    const from = Date.parse('2026-01-31T00:10:00Z')
    const hours = hoursBetween(from, from + 86_400_000)
    assert.ok(hours.length >= 4 && hours.length <= 8, `${hours.length} hours`)
    assert.ok(hours.every((time) => time >= from && time <= from + 86_400_000))
    assert.ok(hours.every((time) => new Date(time).getMinutes() === 0))
  })
})
