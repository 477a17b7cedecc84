import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { MongoClient } from 'mongodb'
import { dwmWith } from '../support/dwm.ts'
import { type Cluster, startCluster, whyNoCluster } from '../support/kube/cluster.ts'
import { operatorAccess } from '../support/kube/operator-access.ts'
import { type PodRunner, startPodRunner } from '../support/kube/pod-runner.ts'
import { type CronJob, repository } from '../support/kube-manifests.ts'

const namespace = 'dwm-operator'
const queueDatabase = `operator_${process.pid}`

describe("the operator's command on a cluster", { skip: whyNoCluster }, () => {
  let cluster: Cluster
  let runner: PodRunner
  let mongo: LocalMongo
  let client: MongoClient
  let operator: string

  before(async () => {
    mongo = await startLocalMongo()
    client = await new MongoClient(mongo.url).connect()
    cluster = await startCluster()
    runner = await startPodRunner(cluster.kubeconfig, () => [
      process.execPath,
      '-e',
      "console.log('first'); setTimeout(() => { console.log('last'); process.exitCode = 4 }, 1000)",
    ])
    await cluster.restrictedNamespace(namespace)
    await kubectl('apply', '-k', path.join(repository, 'k8s/overlays/dev'))
    // a pod without its Secret would wait for it to the end of the test
    await kubectl('create', 'secret', 'generic', 'dwmops-replicate-source')
    operator = await operatorAccess(cluster, namespace)
  })
  after(async () => {
    await runner?.stop()
    await cluster?.stop()
    await client?.db(queueDatabase).dropDatabase()
    await client?.close()
    await mongo?.stop()
  })

  const kubectl = (...args: string[]) => cluster.kubectl.must(['-n', namespace, ...args])
  const dwm = dwmWith(() => ({
    ...{ MONGODB_URL: mongo.url, QUEUE_DATABASE: queueDatabase },
    KUBECONFIG: operator,
  }))
  const suspended = async () => {
    const { items } = await cluster.kubectl.get<{ items: CronJob[] }>(['-n', namespace, 'cronjobs'])
    const isStage = (name: string) => stages.some((stage) => stage.name === name)
    const names = items.filter((item) => item.spec.suspend).map((item) => item.metadata.name)
    return names.filter(isStage).toSorted()
  }
  const all = stages.map((stage) => stage.name).toSorted()

  it('suspends and resumes', async () => {
    assert.deepEqual((await dwm('suspend')).code, 0)
    assert.deepEqual(await suspended(), all)
    assert.equal((await dwm('resume', 'wash-contacts')).code, 0)
    assert.deepEqual(
      await suspended(),
      all.filter((name) => name !== 'wash-contacts'),
    )
    await dwm('suspend')
  })

  it('runs a stage, prints its log to the end, and ends with its exit code', async () => {
    const { code, out, err } = await dwm('run', 'refresh-indicators', '--follow')
    assert.equal(out, 'first\nlast\n', err)
    assert.equal(code, 4)
    assert.equal((await dwm('logs', 'refresh-indicators')).out, 'first\nlast\n')
    assert.equal((await dwm('logs', 'refresh-indicators', '--previous', '1')).code, 2)
  })

  it('reports the state of the fleet', async () => {
    const { code, out, err } = await dwm('status', '--json')
    assert.equal(code, 0, err)
    const state = JSON.parse(out)
    assert.equal(state.namespace, namespace)
    assert.equal(state.stages.length, stages.length)
  })

  it('starts a backup, and replicates into dev but never into production', async () => {
    assert.equal((await dwm('backup')).code, 0)
    assert.equal((await dwm('replicate')).code, 0)
    await kubectl('patch', 'configmap', 'dwmops-settings', '-p', '{"data":{"ENVIRONMENT":"prod"}}')
    const { code, err } = await dwm('replicate')
    assert.equal(code, 2)
    assert.match(err, /is no target: its ENVIRONMENT is prod/)
  })

  it('does not drain a project whose database remembers runs of another environment', async () => {
    const runs = client.db(queueDatabase).collection<{ _id: string; [key: string]: unknown }>('runs')
    const foreign = { stage: 'get-contacts', environment: 'dev', owner: 'a.1', startedAt: new Date() }
    await runs.insertOne({ _id: 'foreign', ...foreign, counts: { in: 0, out: 0, failed: 0 } })
    const { code, err } = await dwm('drain', '--yes')
    assert.equal(code, 2, err)
    assert.match(err, /remembers runs of dev: MONGODB_URL and the kubeconfig mean different fleets/)
    await runs.deleteOne({ _id: 'foreign' })
  })

  it('drains: waits for what is held, then suspends the rest', async () => {
    const queue = openQueue(client.db(queueDatabase), { owner: 'test', stage: 'test' })
    await queue.ensureIndexes()
    await queue.add('processedQueue', [{ key: 'a@example.com', source: 'test', payload: { a: 1 } }])
    const claim = await queue.claim('processedQueue', 1)
    await dwm('resume', 'post-contacts')
    const drained = dwm('drain', '--wait', '--yes', '--timeout', '60')
    await waitUntil('it looked', async () => (await queue.readStats()).some((one) => one.held === 1))
    assert.ok(!(await suspended()).includes('post-contacts'))
    await claim?.settle(claim.items.map(({ id }) => ({ id, to: 'done' })))
    const { code, err } = await drained
    assert.equal(code, 0, err)
    assert.deepEqual(await suspended(), all)
  })
})
