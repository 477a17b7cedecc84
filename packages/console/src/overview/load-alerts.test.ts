import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alertConditions, syncBudget } from '@dwmops/fleet/alerts'
import type { Overview } from '../api/answers.ts'
import { loadAlerts } from './load-alerts.ts'

const { queueGrowing, queueDrainsSlowly, queueAttemptsHigh, claimsRescued } = alertConditions
const at = '2026-03-04T12:00:00.000Z'
const queue = { queue: 'q', ready: 5, held: 0, greatestAttempts: 0, drainSeconds: null, oldestAgeMs: 0 }
const quiet = { at, queues: [queue], depths: [], claimsRescued: [], leasesLost: [] }
const syncsLastHour = { export: 0, import: 0, action: 0 }

const namesOf = (more: object) =>
  loadAlerts({ ...quiet, syncsLastHour, ...more } as unknown as Overview).map(({ name }) => name)
const ofQueue = (more: object) => namesOf({ queues: [{ ...queue, ...more }] })
const depthsOf = (...points: [minutesAgo: number, ready: number][]) =>
  points.map(([minutes, ready]) => ({
    at: new Date(Date.parse(at) - minutes * 60_000).toISOString(),
    queues: [
      { queue: 'q', ready, held: 1 },
      { queue: 'other', ready: 0, held: 0 },
    ],
  }))

describe('loadAlerts', () => {
  it('finds nothing in a quiet fleet', () => assert.deepEqual(namesOf({}), []))

  it('finds a queue that drains slowly, but not a load of this hour, or an empty one', () => {
    const slow = {
      drainSeconds: queueDrainsSlowly.limit + 1,
      oldestAgeMs: (queueDrainsSlowly.forSeconds + 1) * 1000,
    }
    assert.deepEqual(ofQueue(slow), ['queueDrainsSlowly'])
    assert.deepEqual(ofQueue({ ...slow, ready: 0, held: 1 }), ['queueDrainsSlowly'])
    assert.deepEqual(ofQueue({ ...slow, ready: 0 }), [])
    assert.deepEqual(ofQueue({ ...slow, drainSeconds: queueDrainsSlowly.limit }), [])
    assert.deepEqual(ofQueue({ ...slow, oldestAgeMs: queueDrainsSlowly.forSeconds * 1000 }), [])
  })

  it('finds a contact that is tried too often', () => {
    assert.deepEqual(ofQueue({ greatestAttempts: queueAttemptsHigh.limit }), ['queueAttemptsHigh'])
    assert.deepEqual(ofQueue({ greatestAttempts: queueAttemptsHigh.limit - 1 }), [])
  })

  it('finds a queue whose low mark rises above the limit', () => {
    const { limit } = queueGrowing
    assert.deepEqual(namesOf({ depths: depthsOf([90, limit - 1], [30, limit], [10, limit * 2]) }), [
      'queueGrowing',
    ])
    for (const depths of [
      depthsOf([90, limit - 1], [30, limit - 1]),
      depthsOf([90, limit + 5], [30, limit + 5]),
      depthsOf([90, 1], [30, limit * 2], [10, 1]),
      depthsOf([90, limit * 2]),
    ])
      assert.deepEqual(namesOf({ depths }), [])
  })

  it('finds more syncs of a kind than the budget', () => {
    assert.deepEqual(namesOf({ syncsLastHour: { ...syncsLastHour, import: syncBudget.import + 1 } }), [
      'syncBudget',
    ])
    assert.deepEqual(namesOf({ syncsLastHour: { ...syncsLastHour, import: syncBudget.import } }), [])
  })

  it('finds claims that were taken from dead runs, and leases that were lost', () => {
    const some = (claims: number) => [{ name: 'wash-contacts', claims }]
    assert.deepEqual(namesOf({ claimsRescued: some(claimsRescued.limit) }), ['claimsRescued'])
    assert.deepEqual(namesOf({ claimsRescued: some(claimsRescued.limit - 1) }), [])
    assert.deepEqual(namesOf({ leasesLost: some(alertConditions.leasesLost.limit) }), ['leasesLost'])
  })
})
