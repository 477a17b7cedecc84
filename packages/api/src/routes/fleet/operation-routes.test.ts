import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type FakeCluster, projectOf, startFakeCluster } from '@dwmops/cluster/testing'
import { waitUntil } from '@dwmops/local-mongo/testing'
import type { Server } from '../../server/server.ts'
import { asker } from '../../testing/ask.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const withoutCluster = asker(api)

describe('operations over HTTP', () => {
  let cluster: FakeCluster
  let server: Server
  let ask: typeof withoutCluster
  before(async () => {
    const jobs = [{ metadata: { name: 'a-run', labels: { 'app.kubernetes.io/component': 'wash-contacts' } } }]
    cluster = await startFakeCluster({
      ours: projectOf('dev', { jobs }),
      closed: projectOf('dev', { cronjobs: 'forbidden' }),
    })
    process.env['KUBECONFIG'] = await cluster.kubeconfig('here', 'ours')
    server = await api.with({ API_OPERATIONS: 'true' })
    ask = asker({ ...api, as: (role) => api.as(role), server })
  })
  after(() => cluster.stop())

  it('show the stages as the cluster has them', async () => {
    const { body } = await ask('GET', '/operations', { role: 'reader' })
    assert.deepEqual([body.available, body.stages.length], [true, 6])
    const stage = body.stages.find((one: { stage: string }) => one.stage === 'wash-contacts')
    assert.deepEqual(stage, {
      stage: 'wash-contacts',
      schedule: '* * * * *',
      suspended: false,
      running: 1,
      lastScheduledAt: null,
    })
  })

  it('say on the overview which stages are suspended, as the cluster has it', {
    timeout: 300_000,
  }, async () => {
    const suspendedBy = async (asking: typeof ask): Promise<(boolean | null)[]> => {
      const { body } = await asking('GET', '/overview', { role: 'reader' })
      return [
        ...new Set<boolean | null>(body.stages.map((one: { suspended: boolean | null }) => one.suspended)),
      ]
    }
    // what it says is there for the next request
    await waitUntil('the cluster has answered', async () => (await suspendedBy(ask))[0] === false)
    assert.deepEqual(await suspendedBy(withoutCluster), [null])
  })

  it('pause what is named and no more, once', async () => {
    const payload = { stages: ['post-contacts'] }
    assert.deepEqual((await ask('POST', '/operations/pause', { payload })).body, {
      changed: ['post-contacts'],
    })
    assert.deepEqual((await ask('POST', '/operations/resume', { payload })).body, { changed: [] })
    assert.deepEqual(cluster.changes, ['ours PATCH cronjobs/post-contacts {"spec":{"suspend":true}}'])
    const [entry] = (await ask('GET', '/audit?limit=1')).body.items
    assert.deepEqual([entry.action, entry.facts], ['POST /operations/resume', { stages: 'post-contacts' }])
  })

  it('drain by pausing what brings records in', async () => {
    const { body } = await ask('POST', '/operations/drain', { payload: {} })
    assert.deepEqual(body.changed, ['get-contacts', 'refresh-indicators'])
  })

  it('start a run now', async () => {
    const { body } = await ask('POST', '/operations/run', { payload: { stage: 'clean-queues' } })
    assert.match(body.job, /^clean-queues-[0-9a-f]{8}$/)
  })

  it('are for operators, and name stages alone', async () => {
    for (const path of ['pause', 'resume', 'run', 'drain'])
      assert.equal((await ask('POST', `/operations/${path}`, { role: 'editor', payload: {} })).status, 403)
    assert.equal((await ask('POST', '/operations/pause', { payload: { stages: ['backup'] } })).status, 400)
    assert.equal((await ask('POST', '/operations/run', { payload: { stage: 'backup' } })).status, 400)
  })

  it('report what the cluster refuses, and that it does not answer', async () => {
    process.env['KUBECONFIG'] = await cluster.kubeconfig('closed', 'closed')
    const refused = await ask('GET', '/operations')
    assert.deepEqual([refused.status, refused.body.code], [503, 'CLUSTER_AWAY'])
    assert.match(refused.body.detail, /403/)
  })

  it('are off where the server was given no right to them', async () => {
    assert.deepEqual((await withoutCluster('GET', '/operations')).body, { available: false, stages: [] })
    const { status, body } = await withoutCluster('POST', '/operations/drain', { payload: {} })
    assert.deepEqual([status, body.code], [409, 'OPERATIONS_OFF'])
  })
})
