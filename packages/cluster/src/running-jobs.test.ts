import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { V1Job } from '@kubernetes/client-node'
import type { Cluster } from './open-cluster.ts'
import { endOf, runningJobs } from './running-jobs.ts'

const jobOf = (component: string | undefined, ...conditions: object[]) =>
  ({
    metadata: { ...(component && { labels: { 'app.kubernetes.io/component': component } }) },
    status: { conditions },
  }) as V1Job
const complete = { type: 'Complete', status: 'True', message: 'done' }
const failed = { type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }

describe('endOf', () => {
  const cases: readonly [conditions: object[], end: object | undefined][] = [
    [[complete], { ok: true, reason: 'done' }],
    [[failed], { ok: false, reason: 'DeadlineExceeded' }],
    [[{ type: 'Failed', status: 'True' }], { ok: false, reason: '' }],
    [[{ ...complete, status: 'False' }], undefined],
    [[{ type: 'Suspended', status: 'True' }], undefined],
    [[], undefined],
  ]
  for (const [conditions, end] of cases)
    it(`is ${JSON.stringify(end)} of ${JSON.stringify(conditions)}`, () =>
      assert.deepEqual(endOf(jobOf('x', ...conditions)), end))

  it('has not come for a Job without a status', () => assert.equal(endOf({}), undefined))
})

describe('runningJobs', () => {
  it('counts what has not come to its end, by component', async () => {
    const items = [jobOf('a'), jobOf('a', failed), jobOf('a'), jobOf('b', complete), jobOf(undefined)]
    const cluster = { namespace: 'n', batch: { listNamespacedJob: async () => ({ items }) } }
    assert.deepEqual(
      [...(await runningJobs(cluster as unknown as Cluster))],
      [
        ['a', 2],
        ['', 1],
      ],
    )
  })
})
