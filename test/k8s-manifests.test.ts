import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { exitCodes, settingDefinitions, stages } from '@dwmops/job-runner'
import {
  type CronJob,
  cronJobs,
  type JobSpec,
  type KubeObject,
  named,
  podTemplates,
  quantity,
  render,
  repository,
} from './support/kube-manifests.ts'

const overlays = { dev: render('overlays/dev'), prod: render('overlays/prod') }
const stageNames: string[] = stages.map((stage) => stage.name)
const graceSeconds = Number(settingDefinitions.GRACE_SECONDS.default)
const defaultTerminationGraceSeconds = 30
/** A pod that is pulled, started and, at its end, finishes one sync. */
const aroundARunSeconds = 60

function settingsOf(objects: readonly KubeObject[]): Record<string, string> {
  return named(objects, 'ConfigMap', 'dwmops-settings')?.['data'] as Record<string, string>
}

function cronJobOf(objects: readonly KubeObject[], stage: string): CronJob {
  const found = cronJobs(objects).find((cronJob) => cronJob.metadata.name === stage)
  assert.ok(found, `no CronJob ${stage}`)
  return found
}

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

      it('tries again only what another try can mend', () => {
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

      it('runs the image of the stage, by tag or digest', () => {
        assert.match(
          container.image,
          new RegExp(`^ghcr\\.io/dwmops/${stage.name}(:\\d+\\.\\d+\\.\\d+|@sha256:[0-9a-f]{64})$`),
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

  describe(`${overlay}: every pod`, () => {
    for (const { owner, template } of podTemplates(objects)) {
      it(`${owner} is restricted, lets the cluster choose its user, and has no token`, () => {
        const { spec } = template
        assert.equal(spec['automountServiceAccountToken'], false)
        assert.equal(spec['enableServiceLinks'], false)
        assert.deepEqual(spec.securityContext, {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        })
        for (const container of spec.containers) {
          assert.deepEqual(container.securityContext, {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          })
        }
      })

      it(`${owner} asks for and is limited in CPU, memory and ephemeral storage`, () => {
        for (const { resources } of template.spec.containers) {
          for (const name of ['cpu', 'memory', 'ephemeral-storage']) {
            const [request, limit] = [resources.requests[name], resources.limits[name]]
            assert.ok(request && limit, `no ${name}`)
            assert.ok(quantity(request) <= quantity(limit))
          }
        }
      })
    }

    it('belongs to the fleet, whose network is closed but for what is named', () => {
      for (const { owner, template } of podTemplates(objects)) {
        assert.equal(template.metadata.labels['app.kubernetes.io/part-of'], 'dwmops', owner)
      }
      const deny = named(objects, 'NetworkPolicy', 'dwmops-default-deny')?.['spec']
      assert.deepEqual(deny, {
        podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'dwmops' } },
        policyTypes: ['Ingress', 'Egress'],
      })
    })
  })

  describe(`${overlay}: the whole`, () => {
    it('holds no secret and names no namespace: it goes into the current project', () => {
      assert.deepEqual(
        objects.filter((object) => ['Secret', 'Namespace'].includes(object.kind)),
        [],
      )
      assert.deepEqual(
        objects.filter((object) => 'namespace' in object.metadata),
        [],
      )
    })

    it('sets only settings that exist', () => {
      const known = Object.keys(settingDefinitions)
      assert.deepEqual(
        Object.keys(settingsOf(objects)).filter((name) => !known.includes(name)),
        [],
      )
    })
  })
}

describe('prod', () => {
  it('writes to Eloqua, and never suspends or resumes by being applied', () => {
    assert.equal(settingsOf(overlays.prod)['ENVIRONMENT'], 'prod')
    assert.equal(settingsOf(overlays.prod)['ELOQUA_WRITE'], undefined)
    for (const stage of stageNames) assert.equal(cronJobOf(overlays.prod, stage).spec.suspend, undefined)
  })

  it('takes no credentials from anywhere but its Secrets', () => {
    const secret = Object.entries(settingDefinitions).flatMap(([name, definition]) =>
      'secret' in definition ? [name] : [],
    )
    for (const name of secret) assert.equal(settingsOf(overlays.prod)[name], undefined)
    for (const { owner, template } of podTemplates(overlays.prod)) {
      for (const { envFrom = [] } of template.spec.containers) {
        for (const { secretRef } of envFrom) assert.notEqual(secretRef?.optional, true, owner)
      }
    }
  })

  it('loses nothing but the alerts without the Prometheus Operator', () => {
    const without = render('overlays/prod-without-operator')
    const key = (object: KubeObject) => `${object.kind} ${object.metadata.name}`
    const lost = overlays.prod.filter((object) => !without.some((other) => key(other) === key(object)))
    assert.deepEqual(lost.map((object) => object.kind).toSorted(), ['PrometheusRule', 'ServiceMonitor'])
  })
})

describe('dev', () => {
  it('has a MongoDB and an Eloqua of its own, and writes nothing to any Eloqua', () => {
    const settings = settingsOf(overlays.dev)
    assert.equal(settings['ENVIRONMENT'], 'dev')
    assert.equal(settings['ELOQUA_WRITE'], 'false')
    for (const [setting, service] of [
      ['MONGODB_URL', 'mongodb'],
      ['ELOQUA_LOGIN_URL', 'eloqua-sandbox'],
      ['PUSHGATEWAY', 'pushgateway'],
    ] as const) {
      assert.match(settings[setting] ?? '', new RegExp(`(//|^)${service}:\\d+`))
      assert.ok(named(overlays.dev, 'Service', service))
    }
  })

  it('suspends the stages that load Eloqua', () => {
    for (const stage of stages) {
      assert.equal(cronJobOf(overlays.dev, stage.name).spec.suspend, stage.readsEloqua ? true : undefined)
    }
  })
})
