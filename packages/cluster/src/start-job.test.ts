import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { V1CronJob, V1Job } from '@kubernetes/client-node'
import type { Cluster } from './open-cluster.ts'
import { startJob } from './start-job.ts'

async function started(cronJob: V1CronJob, env?: Record<string, string>): Promise<V1Job | undefined> {
  let made: V1Job | undefined
  const batch = {
    readNamespacedCronJob: async () => cronJob,
    createNamespacedJob: async ({ body }: { body: V1Job }) => {
      made = body
    },
  }
  const name = await startJob({ namespace: 'n', batch } as unknown as Cluster, 'wash-contacts', env)
  assert.equal(made?.metadata?.name, name)
  return made
}

describe('startJob', () => {
  it('is made of the template of the CronJob, with more environment', async () => {
    const container = { name: 'stage', env: [{ name: 'A', value: '1' }] }
    const job = await started(
      {
        metadata: { name: 'wash-contacts', uid: 'u' },
        spec: {
          jobTemplate: {
            metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
            spec: { backoffLimit: 0, template: { spec: { containers: [container, { name: 'other' }] } } },
          },
        },
      } as unknown as V1CronJob,
      { B: '2' },
    )
    assert.deepEqual(job?.metadata?.labels, { a: 'b' })
    assert.deepEqual(job?.metadata?.annotations, { c: 'd', 'cronjob.kubernetes.io/instantiate': 'manual' })
    assert.deepEqual(job?.metadata?.ownerReferences?.[0]?.uid, 'u')
    assert.equal(job?.spec?.backoffLimit, 0)
    assert.deepEqual(
      job?.spec?.template.spec?.containers.map(({ env }) => env),
      [
        [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
        [{ name: 'B', value: '2' }],
      ],
    )
  })

  it('has no labels where the template has none', async () => {
    const job = await started({} as V1CronJob)
    assert.ok(!('labels' in (job?.metadata ?? {})))
    assert.deepEqual(job?.spec?.template.spec?.containers, [])
  })
})
