import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ApiException } from '@kubernetes/client-node'
import { cronJobNamed, setSuspended, stageCronJobs } from './cron-jobs.ts'
import type { Cluster } from './open-cluster.ts'

/** A project with these CronJobs, suspended or not; notes which ones are changed to what. `prefix`: before their names. */
function projectWith(cronJobs: Readonly<Record<string, boolean | undefined>>, prefix = '') {
  const changed: string[] = []
  const items = Object.entries(cronJobs).map(([component, suspend]) => ({
    metadata: {
      name: `${prefix}${component}`,
      labels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': 'dwmops' },
    },
    spec: { suspend },
  }))
  const batch = {
    listNamespacedCronJob: async () => ({ items }),
    readNamespacedCronJob: async ({ name }: { name: string }) => {
      const found = items.find(({ metadata }) => metadata.name === name)
      if (found === undefined) throw new ApiException(404, 'no', {}, {})
      return found
    },
    patchNamespacedCronJob: async ({ name, body }: { name: string; body: object }) =>
      void changed.push(`${name} ${JSON.stringify(body)}`),
  }
  return { cluster: { namespace: 'n', batch } as unknown as Cluster, changed }
}

describe('stageCronJobs', () => {
  it('are those of the stages, in their order', async () => {
    const { cluster } = projectWith({ backup: true, 'wash-contacts': false, 'get-contacts': false })
    assert.deepEqual([...(await stageCronJobs(cluster)).keys()], ['get-contacts', 'wash-contacts'])
  })
})

describe('CronJobs with a prefix to their names', () => {
  it('are found by their labels, and changed under the names that they have', async () => {
    const { cluster, changed } = projectWith(
      { 'get-contacts': true, 'wash-contacts': false, restore: true },
      'emea-',
    )
    assert.deepEqual([...(await stageCronJobs(cluster)).keys()], ['get-contacts', 'wash-contacts'])
    assert.deepEqual(await setSuspended(cluster, ['wash-contacts'], true), ['wash-contacts'])
    assert.deepEqual(changed, ['emea-wash-contacts {"spec":{"suspend":true}}'])
    assert.equal((await cronJobNamed(cluster, 'restore')).metadata?.name, 'emea-restore')
  })

  it('do not stand for others that have the names themselves', async () => {
    const { cluster } = projectWith({ 'wash-contacts': false })
    const { cluster: both } = projectWith({ 'wash-contacts': true }, 'old-')
    const list = async (one: Cluster) => (await one.batch.listNamespacedCronJob({ namespace: 'n' })).items
    const items = [...(await list(both)), ...(await list(cluster))]
    const batch = { listNamespacedCronJob: async () => ({ items }) }
    const found = await stageCronJobs({ namespace: 'n', batch } as unknown as Cluster)
    assert.equal(found.get('wash-contacts')?.metadata?.name, 'wash-contacts')
  })
})

describe('cronJobNamed', () => {
  it('is the one of that name, or says that there is none', async () => {
    const { cluster } = projectWith({ backup: true })
    assert.equal((await cronJobNamed(cluster, 'backup')).metadata?.name, 'backup')
    await assert.rejects(cronJobNamed(cluster, 'restore'), /n has no CronJob restore/)
  })
})

describe('setSuspended', () => {
  const stages = { 'get-contacts': true, 'wash-contacts': undefined, 'post-contacts': false } as const

  it('changes only what is not so already', async () => {
    const { cluster, changed } = projectWith(stages)
    const names = ['get-contacts', 'wash-contacts', 'post-contacts'] as const
    assert.deepEqual(await setSuspended(cluster, names, true), ['wash-contacts', 'post-contacts'])
    assert.deepEqual(
      changed,
      ['wash-contacts', 'post-contacts'].map((name) => `${name} {"spec":{"suspend":true}}`),
    )
    assert.deepEqual(await setSuspended(cluster, names, false), ['get-contacts'])
  })

  it('changes nothing where one is missing', async () => {
    const { cluster, changed } = projectWith(stages)
    const asked = setSuspended(cluster, ['post-contacts', 'clean-queues'], true)
    await assert.rejects(asked, /n has no CronJob clean-queues/)
    assert.deepEqual(changed, [])
  })
})
