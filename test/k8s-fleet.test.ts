import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/job-runner'
import { contactsOnList, type Fleet, openFleet, recordsUnderWay, stageProgram } from '@dwmops/local-fleet'
import { type Cluster, startCluster, whyNoCluster } from './support/kube/cluster.ts'
import { type PodRunner, startPodRunner } from './support/kube/pod-runner.ts'
import { type KubeObject, repository } from './support/kube-manifests.ts'
import { lookAt } from './support/sandbox.ts'
import { waitUntil } from './support/wait-until.ts'

const namespace = 'dwm-dev'
const minuteMs = 60_000

interface Status<T> extends KubeObject {
  status: T
}
type Job = Status<{ conditions?: { type: string; status: string }[] }>

describe('the fleet on a cluster', { skip: whyNoCluster }, () => {
  let fleet: Fleet
  let cluster: Cluster
  let runner: PodRunner

  before(async () => {
    fleet = await openFleet()
    cluster = await startCluster()
    runner = await startPodRunner(cluster.kubeconfig, (image) => {
      const stage = stages.find(({ name }) => image.startsWith(`ghcr.io/dwmops/${name}:`))
      return stage && [process.execPath, stageProgram(stage.name)]
    })
    await cluster.restrictedNamespace(namespace)
    await kubectl('apply', '-k', path.join(repository, 'k8s/overlays/dev'))
    // its own database and Eloqua have no pods here: their places are taken by processes of this machine
    await kubectl('patch', 'configmap', 'dwmops-settings', '-p', JSON.stringify({ data: fleet.environment }))
    const everyMinute = JSON.stringify({ spec: { suspend: false, schedule: '* * * * *' } })
    for (const { name } of stages) await kubectl('patch', 'cronjob', name, '-p', everyMinute)
  })
  after(async () => {
    await runner?.stop()
    await cluster?.stop()
    await fleet?.stop()
  })

  const kubectl = (...args: string[]) => cluster.kubectl.must(['-n', namespace, ...args])
  const list = async <T extends KubeObject>(kind: string, stage: string) => {
    const component = `app.kubernetes.io/component=${stage}`
    return (await cluster.kubectl.get<{ items: T[] }>(['-n', namespace, kind, '-l', component])).items
  }

  it('washes 1,000 contacts by its CronJobs alone, each exactly once', async () => {
    const imported = async () =>
      (await lookAt(fleet.sandbox).contacts()).filter((contact) => contact.imports > 0)
    await waitUntil('all contacts are imported', async () => (await imported()).length === 1000, 8 * minuteMs)
    for (const contact of await imported()) assert.deepEqual([contact.exports, contact.imports], [1, 1])
    await waitUntil('the last run has put its work away', async () => (await recordsUnderWay(fleet)) === 0)
    assert.equal(await contactsOnList(fleet), 0)
    assert.equal(await contactsOnList(fleet, 'DWM - Processing Queue'), 0)
  })

  for (const { name } of stages) {
    it(`${name} succeeded, and its Jobs say so`, async () => {
      const [cronJob] = await list<Status<{ lastSuccessfulTime?: string }>>('cronjob', name)
      assert.ok(cronJob?.status.lastSuccessfulTime)
      const failed = (await list<Job>('job', name)).filter(({ status }) =>
        status.conditions?.some((condition) => condition.type === 'Failed' && condition.status === 'True'),
      )
      const outputs = runner.runs
        .filter((run) => failed.some((job) => run.pod.startsWith(`${job.metadata.name}-`)))
        .map((run) => `${run.pod} ended with ${run.exitCode}: ${run.output.slice(-3000)}`)
      assert.equal(
        failed.length,
        0,
        `${JSON.stringify(failed.map(({ status }) => status))} ${outputs.join('\n')}`,
      )
    })

    it(`${name} ends its log with one line that tells how it went`, () => {
      const ended = runner.runs.filter((run) => run.component === name && run.exitCode === 0)
      assert.ok(ended.length > 0)
      for (const { output } of ended) {
        const lines = output
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { msg: string; stage: string })
        assert.equal(lines.filter((line) => line.msg === 'run finished').length, 1)
        assert.ok(lines.every((line) => line.stage === name))
      }
    })
  }
})
