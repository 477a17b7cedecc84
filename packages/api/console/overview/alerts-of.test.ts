import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import type { Overview } from '../api/answers.ts'
import { alertsOf } from './alerts-of.ts'

const at = '2026-03-04T12:00:00.000Z'
const ago = (seconds: number) => new Date(Date.parse(at) - seconds * 1000).toISOString()

/** A fleet in which nothing needs a person. */
const well: Overview = {
  at,
  queues: [
    {
      ...{
        queue: 'dwmQueue',
        countedAt: ago(30),
        ready: 5,
        held: 0,
        expired: 0,
        dead: 0,
        oldestDeadAgeMs: 0,
      },
      ...{ done: 0, oldestAgeMs: 60_000, greatestAttempts: 0, drainSeconds: null, emptyAt: null },
    },
  ],
  stages: stages.map(({ name, schedule, from, to, successMaxAgeSeconds }) => {
    return { stage: name, schedule, from, to, successMaxAgeSeconds, lastRun: null, lastSuccessAt: ago(10) }
  }),
  claims: [],
  syncsLastHour: { export: 0, import: 0, action: 0 },
  silentSyncs: [],
  depths: [],
  rules: { version: null, publishedAt: null, who: null },
}

const claim = { token: 't', queue: 'dwmQueue', owner: 'o', stage: 'wash-contacts', claimedAt: ago(900) }
const held = { ...claim, expired: true, size: 1, syncId: null }
const withQueue = (change: Partial<Overview['queues'][number]>): Overview => ({
  ...well,
  queues: well.queues.map((one) => ({ ...one, ...change })),
})
const titles = (overview: Overview, sinceReadMs = 0) =>
  alertsOf(overview, sinceReadMs).map(({ title }) => title)

describe('alertsOf', () => {
  it('finds nothing in a fleet that is well', () => {
    assert.deepEqual(titles(well), [])
  })

  for (const { name, successMaxAgeSeconds } of stages)
    it(`finds ${name} overdue a second past what its schedule allows, the time since reading counted in`, () => {
      const lastSuccessAt = ago(successMaxAgeSeconds)
      const old = well.stages.map((one) => (one.stage === name ? { ...one, lastSuccessAt } : one))
      assert.deepEqual(titles({ ...well, stages: old }), [])
      assert.match(
        titles({ ...well, stages: old }, 1000).join(),
        new RegExp(`^${name} has not succeeded for`),
      )
    })

  it('finds a stage that never succeeded', () => {
    const never = well.stages.map((one, nth) => (nth === 0 ? { ...one, lastSuccessAt: null } : one))
    assert.deepEqual(titles({ ...well, stages: never }), [
      'get-contacts has not succeeded in the last 30 days',
    ])
  })

  const cases: readonly (readonly [string, Overview, RegExp])[] = [
    [
      'counts of six minutes ago',
      withQueue({ countedAt: ago(360) }),
      /^The queues were last counted 6 min ago$/,
    ],
    ['queues that were never counted', { ...well, queues: [] }, /not been counted yet/],
    ['a queue that stands', withQueue({ oldestAgeMs: 7_190_000 }), /^dwmQueue does not move$/],
    ['claims of dead runs', { ...well, claims: [{ ...held, until: ago(301) }] }, /held by dead runs/],
    [
      'a silent sync',
      { ...well, silentSyncs: [{ id: 's', stage: 'post-contacts', seenAt: ago(9000) }] },
      /silent/,
    ],
    ['dead letters', withQueue({ dead: 2 }), /^2 dead letters$/],
  ]
  for (const [what, overview, title] of cases)
    it(`finds ${what}`, () => {
      assert.match(titles(overview).join(), title)
      assert.equal(titles(overview).length, 1)
    })

  it('leaves a claim alone that clean-queues is about to free', () => {
    assert.deepEqual(titles({ ...well, claims: [{ ...held, until: ago(100) }] }), [])
  })
})
