import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { contactsOnList, type Fleet, openFleet, programFile, recordsUnderWay } from '@dwmops/local-fleet'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { dwmWith } from '../support/dwm.ts'
import { type Cluster, startCluster, whyNoCluster } from '../support/kube/cluster.ts'
import { operatorAccess } from '../support/kube/operator-access.ts'
import { writeOwnOverlay } from '../support/kube/own-overlay.ts'
import { type PodRunner, startPodRunner } from '../support/kube/pod-runner.ts'
import { type CronJob, type KubeObject, repository } from '../support/kube-manifests.ts'
import { readmeCommands } from '../support/readme-commands.ts'
import { lookAt } from '../support/sandbox.ts'

const namespace = 'dwm-prod'
const minuteMs = 60_000

interface Status<T> extends KubeObject {
  status: T
}
type Job = Status<{ conditions?: { type: string; status: string }[] }>

describe('the fleet on a cluster', { skip: whyNoCluster }, () => {
  const overlay = mkdtempSync(path.join(tmpdir(), 'dwmops-overlay-'))
  let fleet: Fleet
  let cluster: Cluster
  let runner: PodRunner
  let operator: string
  /** Images of stages that pods ran, in order. */
  const images: string[] = []

  before(async () => {
    fleet = await openFleet()
    cluster = await startCluster()
    runner = await startPodRunner(cluster.kubeconfig, (image) => {
      // its tools are not available here; test/k8s/backup.test.ts tries what the Job does with them
      if (image.includes('/percona-server-mongodb:')) return [process.execPath, '-e', "console.log('dumped')"]
      const stage = stages.find(({ name }) => image.startsWith(`ghcr.io/dwmops/${name}:`))
      if (stage === undefined) return undefined
      images.push(image)
      return [process.execPath, programFile(stage.name)]
    })
    await cluster.restrictedNamespace(namespace)
    const { ELOQUA_COMPANY, ELOQUA_USERNAME, ELOQUA_PASSWORD, MONGODB_URL } = fleet.environment
    await secret('dwmops-mongodb', { MONGODB_URL })
    await secret('dwmops-eloqua', { ELOQUA_COMPANY, ELOQUA_USERNAME, ELOQUA_PASSWORD })
    writeOverlay('0.1.0')
    await kubectl('apply', '-k', overlay)
    operator = await operatorAccess(cluster, namespace)
  })
  after(async () => {
    await runner?.stop()
    await cluster?.stop()
    await fleet?.stop()
    rmSync(overlay, { recursive: true, force: true })
  })

  const kubectl = (...args: string[]) => cluster.kubectl.must(['-n', namespace, ...args])
  const secret = (name: string, values: Record<string, string | undefined>) => {
    const literals = Object.entries(values).map(([key, value]) => `--from-literal=${key}=${value}`)
    return kubectl('create', 'secret', 'generic', name, ...literals)
  }
  /** Its database and Eloqua have no pods here: processes of this machine take their places. */
  const writeOverlay = (tag: string) => {
    const { ENVIRONMENT: _, MONGODB_URL: __, ...settings } = fleet.environment
    writeOwnOverlay(overlay, { settings, schedule: '* * * * *', tag })
  }
  const dwm = dwmWith(() => ({ ...fleet.environment, KUBECONFIG: operator }))
  const list = async <T extends KubeObject>(kind: string, stage: string) => {
    const component = `app.kubernetes.io/component=${stage}`
    return (await cluster.kubectl.get<{ items: T[] }>(['-n', namespace, kind, '-l', component])).items
  }

  it('washes 1,000 contacts by its CronJobs alone, each exactly once', async () => {
    // the list first: a contact leaves it when it is in a queue
    const left = async () => (await contactsOnList(fleet)) + (await recordsUnderWay(fleet))
    await waitUntil('all contacts have gone their way', async () => (await left()) === 0, 8 * minuteMs)
    const contacts = await lookAt(fleet.sandbox).contacts()
    assert.equal(contacts.length, 1000)
    for (const contact of contacts) assert.deepEqual([contact.exports, contact.imports], [1, 1])
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

    it(`${name} ends its log with one line that says how it went`, () => {
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

  it('shows the logs of a stage by its label, as the README of k8s says, and of no other', async () => {
    const readme = readFileSync(path.join(repository, 'k8s/README.md'), 'utf8')
    const [, args = ''] = /^oc (logs -l \S+component=wash-contacts --tail=-1) --prefix/m.exec(readme) ?? []
    const lines = (await kubectl(...args.split(' '))).trim().split('\n')
    const logged = new Set(lines.map((line) => (JSON.parse(line) as { stage: string }).stage))
    assert.deepEqual([...logged], ['wash-contacts'])
  })

  const suspended = async () => {
    const all = await Promise.all(stages.map(({ name }) => list<CronJob>('cronjob', name)))
    return all.flat().filter((cronJob) => cronJob.spec.suspend === true).length
  }
  const mustDwm = async (...args: string[]) => {
    const { code, out, err } = await dwm(...args)
    assert.equal(code, 0, `dwm ${args.join(' ')}: ${err}`)
    return out
  }
  /** While the drain waits, the stages go on; started by hand, so that nobody waits for the minute. */
  const drainWhileStagesWork = async (args: string[]) => {
    const drained = mustDwm(...args)
    for (const stage of ['wash-contacts', 'update-indicators', 'post-contacts'])
      assert.match(await mustDwm('run', stage, '--follow'), /"msg":"run finished"/)
    await drained
    assert.equal(await recordsUnderWay(fleet), 0)
    assert.equal(await suspended(), stages.length)
  }
  const follow = async (command: string, tag: string) => {
    const [program = '', ...args] = command.split(' ')
    if (command === 'dwm drain --wait --yes') await drainWhileStagesWork(args)
    else if (program === 'dwm') await mustDwm(...args)
    else if (/^git checkout [A-Z]+_TAG$/.test(command)) writeOverlay(tag)
    else if (command === 'oc apply -k k8s/overlays/prod') {
      await kubectl('apply', '-k', overlay)
      assert.equal(await suspended(), stages.length)
    } else assert.fail(`nobody knows how to try ${command}`)
  }

  for (const [heading, tag] of [
    ['Release', '0.2.0'],
    ['Rollback', '0.1.0'],
  ] as const) {
    it(`${heading}: the commands of the README, one after the other, with contacts under way`, async () => {
      const ids = (await lookAt(fleet.sandbox).contacts()).slice(0, 20).map((contact) => contact.ContactID)
      await lookAt(fleet.sandbox).put('DWM - Export Queue', ids)
      await mustDwm('run', 'get-contacts', '--follow')
      for (const command of readmeCommands(heading)) await follow(command, tag)
      assert.equal(await suspended(), 0)
      await mustDwm('run', 'clean-queues', '--follow')
      assert.equal(
        images
          .filter((image) => image.includes('/clean-queues:'))
          .at(-1)
          ?.split(':')[1],
        tag,
      )
    })
  }
})
