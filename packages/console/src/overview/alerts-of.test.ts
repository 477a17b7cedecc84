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
    const nextRunAt = at
    return {
      stage: name,
      schedule,
      from,
      to,
      nextRunAt,
      successMaxAgeSeconds,
      lastRun: null,
      lastSuccessAt: ago(10),
      suspended: null,
    }
  }),
  claims: [],
  syncsLastHour: { export: 0, import: 0, action: 0 },
  silentSyncs: [],
  claimsRescued: [],
  leasesLost: [],
  depths: [],
  rules: { version: null, publishedAt: null, who: null },
}

const depthAt = (seconds: number, ready: number) => ({
  at: ago(seconds),
  queues: [{ queue: 'dwmQueue', ready, held: 0, dead: 0 }],
})
const risen = [depthAt(7000, 1_050), depthAt(4000, 9_000), depthAt(3000, 1_100), depthAt(60, 5_000)]
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

  for (const [suspended, says] of [
    [null, 'it is suspended, or the cluster starts no pods.'],
    [true, 'the cluster says that it is suspended.'],
    [false, 'the cluster says that it is not suspended, but starts no pods.'],
  ] as const)
    it(`says of a stage that stands what is known of its suspension: ${suspended}`, () => {
      const still = well.stages.map((one, nth) =>
        nth === 0 ? { ...one, lastSuccessAt: null, suspended } : one,
      )
      const [alert] = alertsOf({ ...well, stages: still }, 0)
      assert.ok(alert?.text?.endsWith(`No run has begun at all: ${says}`), alert?.text)
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
    ['contacts that are tried again and again', withQueue({ greatestAttempts: 5 }), /tried 5 times/],
    [
      'a queue that drains slowly',
      withQueue({ drainSeconds: 14_401, oldestAgeMs: 3_700_000 }),
      /will be empty in/,
    ],
    ['a queue whose low mark rises', { ...well, depths: risen }, /not been below 1,100 contacts/],
    [
      'too many syncs',
      { ...well, syncsLastHour: { export: 0, import: 1_401, action: 0 } },
      /^1,401 import syncs/,
    ],
    [
      'claims of dead runs that were rescued',
      { ...well, claimsRescued: [{ name: 'dwmQueue', claims: 5 }] },
      /^5 claims/,
    ],
    [
      'leases that were lost',
      { ...well, leasesLost: [{ name: 'wash-contacts', claims: 5 }] },
      /lost 5 claims/,
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
