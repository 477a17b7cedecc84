import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type FakeCluster, podWaiting, projectOf, startFakeCluster } from '@dwmops/cluster/testing'
import { washingConfig } from '@dwmops/core/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { runDwm } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'
import type { Finding } from './finding.ts'

const config = washingConfig('Eloqua_Contacts_DWM', { city: { lookup: ['normLookup'], derive: {} } })
const monitor = { metadata: { name: 'pushgateway', labels: { 'app.kubernetes.io/part-of': 'dwmops' } } }
const secret = (name: string, ...keys: string[]) => ({
  metadata: { name },
  data: Object.fromEntries(keys.map((key) => [key, 'dmFsdWU='])),
})

describe('dwm doctor', () => {
  const database = testDatabase()
  let cluster: FakeCluster
  before(async () => {
    cluster = await startFakeCluster({
      'dwm-prod': projectOf('prod', {
        pods: [podWaiting('post-contacts', 'CreateContainerConfigError', 'secret "dwmops-eloqua" not found')],
        secrets: [secret('dwmops-mongodb', 'MONGODB_URL'), secret('dwmops-eloqua', 'ELOQUA_COMPANY')],
        servicemonitors: [monitor],
      }),
      'dwm-blind': projectOf('prod', { secrets: 'forbidden', servicemonitors: 'forbidden' }),
      '': { prometheuses: [{ spec: { serviceMonitorSelector: { matchLabels: { release: 'kube' } } } }] },
    })
  })
  after(() => cluster.stop())

  async function findings(
    env: Record<string, string>,
  ): Promise<{ code: number | null; all: Finding[]; text: string }> {
    const { code, out, err } = await runDwm(['doctor', '--json'], { env: { HOME: '/nonexistent', ...env } })
    const all: Finding[] = JSON.parse(out || '[]')
    return {
      code,
      all,
      text: all.map((one) => `${one.part} ${one.verdict} ${one.check}: ${one.fact}`).join('\n') + err,
    }
  }
  const partsOf = (all: readonly Finding[]) => [...new Set(all.map(({ part }) => part))]

  it('finds rules and database as they should be, and says what it could not check', async () => {
    const { db, env } = database.fresh()
    await db.collection('config').insertOne({ ...config })
    await db
      .collection('normLookup')
      .insertOne({ fieldName: 'city', find: 'LEEDS', replace: 'Leeds', _order: 1 })
    await openQueue(db, { owner: 'test', stage: 'clean-queues' }).ensureIndexes()
    const { code, text } = await findings(env)
    assert.equal(code, 0, text)
    assert.match(text, /^database ok connection: MongoDB answers at /m)
    assert.match(text, /^database ok server: /m)
    assert.match(text, /^database warning indexes: not there yet: (?!.*claimOrder).*runs\./m)
    assert.match(text, /^rules ok config: config Eloqua_Contacts_DWM and 1 rules are there/m)
    assert.match(text, /^rules ok lint: /m)
    assert.match(text, /^eloqua warning instance: not checked/m)
    assert.match(text, /^cluster warning project: not checked: no cluster is known/m)
    assert.equal(
      (
        await db
          .collection('runs')
          .listIndexes()
          .toArray()
          .catch(() => [])
      ).length,
      0,
      'nothing was made',
    )
  })

  it('says what is broken in rules and project, and what to do', async () => {
    const { db, env } = database.fresh()
    await db.collection('config').insertOne({ ...config, configName: 'Another' })
    await db
      .collection('normLookup')
      .insertMany([{ find: 'X' }, { fieldName: 'city', find: 'A', replace: 'B' }])
    const kubeconfig = await cluster.kubeconfig('prod', 'dwm-prod')
    const { code, all, text } = await findings({ ...env, KUBECONFIG: kubeconfig })
    assert.equal(code, 1, text)
    assert.match(text, /^rules broken config: no config named Eloqua_Contacts_DWM; known: Another/m)
    assert.match(text, /^rules broken lint: 1 rules cannot work/m)
    assert.match(text, /^cluster broken pods: post-contacts-1 waits: CreateContainerConfigError: secret/m)
    assert.match(text, /^cluster ok secrets: Secret dwmops-mongodb/m)
    assert.match(
      text,
      /^cluster broken secrets: Secret dwmops-eloqua lacks ELOQUA_USERNAME, ELOQUA_PASSWORD/m,
    )
    assert.match(text, /^cluster warning monitoring: no Prometheus picks up ServiceMonitor pushgateway/m)
    assert.match(text, /^cluster warning database of the project: the database remembers no run yet/m)
    for (const { verdict, advice } of all) assert.equal(advice === undefined, verdict === 'ok')
  })

  it('checks the cluster though the database cannot be reached, and the database though the cluster cannot', async () => {
    const kubeconfig = await cluster.kubeconfig('blind', 'dwm-blind')
    const nowhere = 'mongodb://user:secret-word@127.0.0.1:9/?serverSelectionTimeoutMS=500'
    const away = await findings({ MONGODB_URL: nowhere, KUBECONFIG: kubeconfig })
    assert.equal(away.code, 3, away.text)
    assert.deepEqual(partsOf(away.all), ['database', 'rules', 'eloqua', 'cluster'])
    assert.doesNotMatch(away.text, /secret-word/)
    assert.match(away.text, /^cluster ok stages: all six stages/m)
    assert.match(away.text, /^cluster warning secrets: not checked: we may not look there/m)
    const unset = await findings({ KUBECONFIG: kubeconfig })
    assert.equal(unset.code, 2, unset.text)
    assert.match(unset.text, /^database broken connection: .*MONGODB_URL/m)
    const { env } = database.fresh()
    const unread = await findings({
      ...env,
      KUBECONFIG: await cluster.kubeconfig('late', 'x', { token: 'expired-token-1' }),
    })
    assert.match(unread.text, /^cluster broken stages: .*HTTP 401/m)
    assert.match(unread.text, /^database ok server: /m)
  })
})
