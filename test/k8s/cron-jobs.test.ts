import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { exitCodes, settingDefinitions, stages } from '@dwmops/fleet'
import {
  cronJobOf,
  cronJobs,
  type JobSpec,
  render,
  repository,
  settingsOf,
} from '../support/kube-manifests.ts'

const overlays = { dev: render('overlays/dev'), prod: render('overlays/prod') }
const graceSeconds = Number(settingDefinitions.GRACE_SECONDS.default)
const defaultTerminationGraceSeconds = 30
/** A pod that is pulled, started and, at its end, finishes one sync. */
const aroundARunSeconds = 60

/** How a Job takes a pod's exit code, first matching rule first; Count where none matches. */
function actionFor(job: JobSpec, exitCode: number): string {
  const rule = job.podFailurePolicy?.rules.find(
    ({ onExitCodes }) => onExitCodes?.operator === 'In' && onExitCodes.values.includes(exitCode),
  )
  return rule?.action ?? 'Count'
}

function secondsBetweenRuns(schedule: string): number {
  const [minute = '', hour = ''] = schedule.split(' ')
  if (minute === '*') return 60
  if (hour === '*') return 3600 / minute.split(',').length
  return 86_400
}

describe('base', () => {
  it('has one file a stage, and no other CronJob', () => {
    const stageNames: string[] = stages.map((stage) => stage.name)
    const files = readdirSync(path.join(repository, 'k8s/base')).filter((file) =>
      stageNames.includes(file.replace('.yaml', '')),
    )
    assert.deepEqual(files.toSorted(), stageNames.map((name) => `${name}.yaml`).toSorted())
    const rendered = cronJobs(render('base')).map((cronJob) => cronJob.metadata.name)
    assert.deepEqual(rendered.toSorted(), stageNames.toSorted())
  })
})

for (const [overlay, objects] of Object.entries(overlays)) {
  for (const stage of stages) {
    describe(`${overlay}: CronJob ${stage.name}`, () => {
      const { metadata, spec } = cronJobOf(objects, stage.name)
      const job = spec.jobTemplate.spec
      const pod = job.template.spec
      const [container] = pod.containers
      assert.ok(container)

      it('keeps to the schedule of the stage, in UTC, one run at a time', () => {
        assert.equal(spec.schedule, stage.schedule)
        assert.equal(spec.timeZone, 'Etc/UTC')
        assert.equal(spec.concurrencyPolicy, 'Forbid')
      })

      it('starts a missed run late rather than never, and not when the next is due anyway', () => {
        assert.ok(spec.startingDeadlineSeconds >= 60)
        assert.ok(spec.startingDeadlineSeconds <= secondsBetweenRuns(stage.schedule))
      })

      it('leaves every try the time that a run may take', () => {
        const tries = job.backoffLimit + 1
        assert.ok(job.activeDeadlineSeconds >= tries * (stage.maxRuntimeSeconds + aroundARunSeconds))
        assert.equal(settingsOf(objects)['MAX_RUNTIME_SECONDS'], String(stage.maxRuntimeSeconds))
      })

      it('is over before the next run is due, where that is not a minute away', () => {
        const next = secondsBetweenRuns(stage.schedule)
        if (next > 60) assert.ok(job.activeDeadlineSeconds < next)
      })

      it('tries again only what another try can repair', () => {
        const actions = Object.fromEntries(
          Object.values(exitCodes)
            .filter((code) => code !== 0)
            .map((code) => [code, actionFor(job, code)]),
        )
        assert.deepEqual(actions, { 1: 'Count', 2: 'FailJob', 3: 'Count', 4: 'FailJob', 143: 'Ignore' })
        for (const { onExitCodes } of job.podFailurePolicy?.rules ?? []) {
          if (onExitCodes) assert.equal(onExitCodes.containerName, container.name)
        }
        const disruption = job.podFailurePolicy?.rules.find((rule) => rule.onPodConditions)
        assert.deepEqual(disruption?.action, 'Ignore')
        assert.equal(job.podReplacementPolicy, 'Failed')
        assert.equal(pod.restartPolicy, 'Never')
      })

      it('keeps the last runs for kubectl logs, and not for ever', () => {
        for (const limit of [spec.successfulJobsHistoryLimit, spec.failedJobsHistoryLimit]) {
          assert.ok(limit >= 1 && limit <= 10)
        }
        assert.ok(job.ttlSecondsAfterFinished >= 86_400)
      })

      it('is found by its component at all three levels', () => {
        for (const labels of [
          metadata.labels,
          spec.jobTemplate.metadata.labels,
          job.template.metadata.labels,
        ]) {
          assert.equal(labels?.['app.kubernetes.io/component'], stage.name)
          assert.equal(labels?.['app.kubernetes.io/name'], 'dwmops')
          assert.equal(labels?.['app.kubernetes.io/part-of'], 'dwmops')
        }
      })

      it('runs the image of the stage: the tag that every build of main moves, until a release pins its digest', () => {
        assert.match(
          container.image,
          new RegExp(`^ghcr\\.io/dwmops/${stage.name}(:main|:[0-9a-f]{40}|@sha256:[0-9a-f]{64})$`),
        )
      })

      it('has Eloqua credentials and the way to Eloqua only where the stage talks to it', () => {
        const secrets = (container.envFrom ?? []).flatMap(({ secretRef }) =>
          secretRef ? [secretRef.name] : [],
        )
        assert.deepEqual(
          secrets,
          stage.readsEloqua ? ['dwmops-mongodb', 'dwmops-eloqua'] : ['dwmops-mongodb'],
        )
        const label = job.template.metadata.labels['dwmops/reaches-eloqua']
        assert.equal(label, stage.readsEloqua ? 'true' : undefined)
      })

      it('has time to give back what it holds before it is killed', () => {
        const grace = pod.terminationGracePeriodSeconds ?? defaultTerminationGraceSeconds
        assert.ok(grace >= graceSeconds + 5)
      })
    })
  }
}
