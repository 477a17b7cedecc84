import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { type Cluster, startCluster, whyNoCluster } from '../support/kube/cluster.ts'
import { jobsIn } from '../support/kube/jobs.ts'
import { customResources, whyNoKubeconform } from '../support/kube/kubeconform.ts'
import { writeOverlayOfTheRest } from '../support/kube/own-overlay.ts'
import { type PodRunner, startPodRunner } from '../support/kube/pod-runner.ts'
import { type CronJob, cronJobs, render, repository } from '../support/kube-manifests.ts'

const namespace = 'dwm-prod'
const minuteMs = 60_000
/** Left to its schedule while all others are suspended: its long run meets the next minute. */
const alwaysBusy = 'clean-queues'

/** One for the file, started when it is first asked for. */
let started: Promise<Cluster> | undefined
const ownCluster = () => {
  started ??= startCluster()
  return started
}
after(async () => (await started)?.stop())

describe('a real API server', { skip: whyNoCluster ?? whyNoKubeconform }, () => {
  let cluster: Cluster
  let runner: PodRunner
  let jobs: ReturnType<typeof jobsIn>
  /** What the next pods of a stage do in place of its work: how long, and the exit code. */
  const script = new Map<string, { ms: number; exitCode: number }>([
    [alwaysBusy, { ms: 5 * minuteMs, exitCode: 0 }],
  ])

  before(async () => {
    cluster = await ownCluster()
    jobs = jobsIn(cluster.kubectl, namespace)
    runner = await startPodRunner(cluster.kubeconfig, (image, pod) => {
      if (!image.startsWith('ghcr.io/dwmops/')) return undefined
      const { ms, exitCode } = script.get(pod.metadata?.labels?.['app.kubernetes.io/component'] ?? '') ?? {
        ms: 0,
        exitCode: 0,
      }
      return [process.execPath, '-e', `setTimeout(() => process.exit(${exitCode}), ${ms})`]
    })
    await cluster.restrictedNamespace(namespace)
  })
  after(async () => {
    await runner?.stop()
  })

  const kubectl = (...args: string[]) => cluster.kubectl.must(['-n', namespace, ...args])
  const apply = (overlay: string) =>
    cluster.kubectl.run(['-n', namespace, 'apply', '-k', path.join(repository, 'k8s/overlays', overlay)])
  const podsOf = (name: string) => runner.runs.filter((run) => run.pod.startsWith(`${name}-`))

  it('takes production at the first try, without a warning, where there is no Prometheus Operator', async () => {
    const { exitCode, stderr } = await apply('prod-without-operator')
    assert.equal(stderr, '')
    assert.equal(exitCode, 0)
  })

  it('takes production with its alerts where there is one, and changes nothing the second time', async () => {
    await cluster.kubectl.must(['create', '-f', customResources])
    await cluster.kubectl.must([
      'wait',
      '--for=condition=Established',
      '--timeout=300s',
      '-f',
      customResources,
    ])
    const first = await apply('prod')
    assert.deepEqual([first.exitCode, first.stderr], [0, ''])
    const budgets = () =>
      kubectl('get', 'poddisruptionbudgets', '-o', 'jsonpath={.items[*].metadata.resourceVersion}')
    const before = await budgets()
    const again = (await apply('prod')).stdout.trim().split('\n')
    // kubectl always sends the selector of a disruption budget and calls it configured: its version says.
    assert.deepEqual(
      again.filter((line) => !line.endsWith(' unchanged') && !line.startsWith('poddisruptionbudget.policy/')),
      [],
    )
    assert.equal(await budgets(), before)
  })

  it('takes dev in a project of its own', async () => {
    await cluster.restrictedNamespace('dwm-dev')
    const overlay = path.join(repository, 'k8s/overlays/dev')
    const { exitCode, stderr } = await cluster.kubectl.run(['-n', 'dwm-dev', 'apply', '-k', overlay])
    assert.deepEqual([exitCode, stderr], [0, ''])
    const { items } = await cluster.kubectl.get<{ items: CronJob[] }>(['-n', 'dwm-dev', 'cronjobs'])
    const suspended = items.filter((item) => item.spec.suspend).map((item) => item.metadata.name)
    const loading: string[] = stages.filter((stage) => stage.readsEloqua).map((stage) => stage.name)
    assert.deepEqual(suspended.toSorted(), [...loading, 'backup', 'restore', 'replicate'].toSorted())
    await cluster.kubectl.must(['-n', 'dwm-dev', 'patch', 'cronjob', 'wash-contacts', '-p', suspend(true)])
    await cluster.kubectl.must(['-n', 'dwm-dev', 'patch', 'cronjob', 'clean-queues', '-p', suspend(true)])
  })

  it('takes production with every component that no overlay has', async () => {
    await cluster.restrictedNamespace('dwm-more')
    const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-more-'))
    try {
      writeOverlayOfTheRest(folder)
      const asIf = ['apply', '--dry-run=server', '--validate=strict', '-n', 'dwm-more', '-k', folder]
      const { exitCode, stderr, stdout } = await cluster.kubectl.run(asIf)
      assert.deepEqual([exitCode, stderr], [0, ''])
      for (const kind of [
        'route.route.openshift.io',
        'ingress.networking',
        'servicemonitor',
        'externalsecret',
      ])
        assert.match(stdout, new RegExp(`^${kind}`, 'm'))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('keeps what it was given: no default and no admission changes a CronJob', async () => {
    for (const given of cronJobs(render('overlays/prod'))) {
      const kept = await cluster.kubectl.get<CronJob>(['-n', namespace, 'cronjob', given.metadata.name])
      assert.partialDeepStrictEqual(kept.spec, given.spec)
    }
  })

  it('lets a pod wait for its Secrets, and runs it when they are there', async () => {
    for (const { name } of stages) {
      if (name !== alwaysBusy) await kubectl('patch', 'cronjob', name, '-p', suspend(true))
    }
    await jobs.start('refresh-indicators', 'early')
    await waitUntil('the pod says what is missing', async () =>
      (await kubectl('get', 'pods', '-l', 'job-name=early')).includes('CreateContainerConfigError'),
    )
    await kubectl(
      'create',
      'secret',
      'generic',
      'dwmops-mongodb',
      '--from-literal=MONGODB_URL=mongodb://127.0.0.1',
    )
    await kubectl('create', 'secret', 'generic', 'dwmops-eloqua', '--from-literal=ELOQUA_COMPANY=Example')
    await waitUntil(
      'the Job is complete',
      async () => (await jobs.condition('early', 'Complete')) !== undefined,
    )
  })

  it('fails a Job at once on wrong settings and on dead letters, naming the exit code', async () => {
    for (const exitCode of [2, 4]) {
      script.set('get-contacts', { ms: 0, exitCode })
      await jobs.start('get-contacts', `exit-${exitCode}`)
      const failed = await jobs.failure(`exit-${exitCode}`)
      assert.equal(failed?.reason, 'PodFailurePolicy')
      assert.match(failed?.message ?? '', new RegExp(`exit code ${exitCode} `))
      assert.equal(podsOf(`exit-${exitCode}`).length, 1)
    }
  })

  it('tries again as often as the stage allows when the other side is unavailable', async () => {
    script.set('get-contacts', { ms: 0, exitCode: 3 })
    script.set('wash-contacts', { ms: 0, exitCode: 3 })
    await jobs.start('get-contacts', 'away')
    await jobs.start('wash-contacts', 'away-once')
    assert.equal((await jobs.failure('away'))?.reason, 'BackoffLimitExceeded')
    assert.equal(podsOf('away').filter((run) => run.component === 'get-contacts').length, 3)
    assert.equal((await jobs.failure('away-once'))?.reason, 'BackoffLimitExceeded')
    assert.equal(podsOf('away-once').length, 1)
  })

  it('replaces a pod that was stopped from outside, and counts no failure', async () => {
    script.set('wash-contacts', { ms: minuteMs, exitCode: 0 })
    await jobs.start('wash-contacts', 'stopped')
    await waitUntil('the first pod runs', () => podsOf('stopped').length === 1)
    script.set('wash-contacts', { ms: 0, exitCode: 0 })
    // 143, as a stage that gave back what it held
    podsOf('stopped')[0]?.process.kill('SIGTERM')
    await waitUntil(
      'the Job is complete',
      async () => (await jobs.condition('stopped', 'Complete')) !== undefined,
    )
    assert.deepEqual(
      podsOf('stopped').map((run) => run.exitCode),
      [143, 0],
    )
    assert.equal((await jobs.job('stopped')).status.failed ?? 0, 0)
  })

  it('starts nothing of a suspended stage, the missed run at its resume, and moves lastSuccessfulTime', async () => {
    const stage = 'update-indicators'
    const jobsOf = async () =>
      kubectl('get', 'jobs', '-l', `app.kubernetes.io/component=${stage}`, '-o', 'name')
    const jobsBefore = await jobsOf()
    const since = Date.now()
    const nextMinute = Math.ceil(since / minuteMs) * minuteMs
    await waitUntil('the minute is over', () => Date.now() > nextMinute + 3_000)
    assert.equal(await jobsOf(), jobsBefore)
    await kubectl('patch', 'cronjob', stage, '-p', suspend(false))
    await waitUntil('the missed run succeeded', async () => {
      const asked = ['-n', namespace, 'cronjob', stage]
      const { status } = await cluster.kubectl.get<{ status: { lastSuccessfulTime?: string } }>(asked)
      return status.lastSuccessfulTime !== undefined && Date.parse(status.lastSuccessfulTime) >= since
    })
  })

  it('never runs a stage twice at a time', async () => {
    await waitUntil('the next run is held back', async () =>
      (await kubectl('get', 'events', '--field-selector', 'reason=JobAlreadyActive')).includes(alwaysBusy),
    )
    const running = runner.runs.filter((run) => run.component === alwaysBusy && run.exitCode === undefined)
    assert.equal(running.length, 1)
  })

  it('finds the log of a stage by its component', async () => {
    const pods = await kubectl('get', 'pods', '-l', 'app.kubernetes.io/component=get-contacts', '-o', 'name')
    assert.ok(pods.trim().split('\n').length >= 3)
    assert.doesNotMatch(pods, /wash|update|clean/)
  })
})

function suspend(value: boolean): string {
  return JSON.stringify({ spec: { suspend: value } })
}
