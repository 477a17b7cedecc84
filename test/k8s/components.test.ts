import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { type Stage, settingDefinitions, stages } from '@dwmops/fleet'
import { faultsOf, whyNoKubeconform } from '../support/kube/kubeconform.ts'
import {
  cronJobOf,
  cronJobs,
  type KubeObject,
  named,
  podTemplates,
  render,
  repository,
} from '../support/kube-manifests.ts'

const k8s = path.join(repository, 'k8s')
const components = readdirSync(path.join(k8s, 'components'))
/** What a component changes in another one. */
const needs: Readonly<Record<string, readonly string[]>> = {
  'volume-group': ['pushgateway', 'backup', 'mongodb'],
  'kube-prometheus-stack': ['service-monitor', 'prometheus-rules', 'api', 'api-service-monitor'],
  'kube-prometheus': ['service-monitor', 'prometheus-rules'],
}

const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-components-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function onBase(component: string): KubeObject[] {
  return withComponents(component, [...(needs[component] ?? []), component])
}

function withComponents(name: string, listed: readonly string[]): KubeObject[] {
  const overlay = path.join(folder, name)
  mkdirSync(overlay)
  const from = path.relative(overlay, k8s)
  const all = listed.map((component) => `${from}/components/${component}`)
  const kustomization = [`resources: [${from}/base]`, 'components:', ...all.map((one) => `  - ${one}`), '']
  writeFileSync(path.join(overlay, 'kustomization.yaml'), kustomization.join('\n'))
  return render(overlay)
}

const base = render('base')
/** On the base alone, and by that without warnings: an overlay of somebody else's may need just this one. */
const rendered = Object.fromEntries(components.map((name) => [name, onBase(name)]))
const of = (component: string) => rendered[component] ?? assert.fail(`no component ${component}`)

describe('every component', () => {
  for (const component of components) {
    it(`${component} keeps all stages, and is in the table of the README`, () => {
      const kept = new Set(cronJobs(of(component)).map(({ metadata }) => metadata.name))
      assert.ok(stages.every(({ name }) => kept.has(name)))
      const readme = readFileSync(path.join(k8s, 'README.md'), 'utf8')
      assert.match(readme, new RegExp(`^\\| [^|]*\\b${component}\\b[^|]* \\|`, 'm'))
    })
  }
})

describe('component api-operations', () => {
  it('gives the API an account that may change the CronJobs of the stages and no others', () => {
    const all = withComponents('api with operations', ['api', 'api-operations'])
    const found = (kind: string, name: string) =>
      all.find((one) => one.kind === kind && one.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`)
    const { spec } = found('Deployment', 'api') as unknown as {
      spec: {
        template: {
          spec: Record<string, unknown> & { containers: { env: { name: string; value: string }[] }[] }
        }
      }
    }
    const pod = spec.template.spec
    assert.deepEqual([pod['serviceAccountName'], pod['automountServiceAccountToken']], ['dwmops-api', true])
    const env = pod.containers[0]?.env.find(({ name }) => name === 'API_OPERATIONS')
    assert.equal(env?.value, 'true')
    const { rules } = found('Role', 'dwmops-api') as unknown as {
      rules: { resources: string[]; verbs: string[]; resourceNames?: string[] }[]
    }
    const changing = rules.filter(({ verbs }) => verbs.includes('patch'))
    assert.deepEqual(
      changing.map(({ resources, resourceNames }) => [resources, resourceNames]),
      [[['cronjobs'], stages.map(({ name }) => name)]],
    )
    assert.deepEqual([...new Set(rules.flatMap(({ verbs }) => verbs))].toSorted(), [
      'create',
      'get',
      'list',
      'patch',
    ])
  })
})

describe('components that change the same CronJobs', () => {
  it('do so in any order', () => {
    const patching = ['daemon', 'proxy', 'registry', 'trusted-ca', 'external-secrets']
    const either = [patching, patching.toReversed()].map((listed, n) =>
      cronJobs(withComponents(`order-${n}`, listed)),
    )
    const [one, other] = either.map((jobs) => jobs.map(({ spec }) => sortedByName(spec)))
    assert.deepEqual(one, other)
  })
})

/** Kubernetes reads named entries (env, volumes, mounts) in any order. */
function sortedByName(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sortedByName).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sortedByName(inner)]))
}

describe('manifests by schema', { skip: whyNoKubeconform }, () => {
  it('are strictly what Kubernetes knows, in every overlay and with every component', () => {
    const overlays = readdirSync(path.join(k8s, 'overlays')).map((name) => render(`overlays/${name}`))
    assert.deepEqual(faultsOf([...overlays, ...Object.values(rendered)].flat()), [])
  })

  it('would not pass with a misspelt field', () => {
    const misspelt = structuredClone(cronJobOf(base, 'wash-contacts'))
    Object.assign(misspelt.spec.jobTemplate.spec, { backofLimit: 0 })
    assert.match(faultsOf([misspelt]).join(), /wash-contacts: .*backofLimit/)
    const custom = structuredClone(named(of('api-route'), 'Route', 'api'))
    assert.ok(custom)
    Object.assign((custom['spec'] as { tls: object }).tls, { terminaton: 'edge' })
    assert.match(faultsOf([custom]).join(), /api: .*terminaton/)
  })
})

describe('the five-minute cadence', () => {
  it('slows down exactly the stages that run every minute', () => {
    for (const { name, schedule } of stages) {
      const expected = schedule === '* * * * *' ? '*/5 * * * *' : schedule
      assert.equal(cronJobOf(of('five-minute-cadence'), name).spec.schedule, expected)
    }
  })
})

describe('the daemon', () => {
  const lingers = ({ settings }: Stage) => settings.includes('IDLE_POLL_SECONDS')

  for (const stage of stages) {
    it(`${lingers(stage) ? 'keeps' : 'does not keep'} ${stage.name} at work`, () => {
      const { spec } = cronJobOf(of('daemon'), stage.name)
      const [container] = spec.jobTemplate.spec.template.spec.containers
      const pause = container?.env?.find(({ name }) => name === 'IDLE_POLL_SECONDS')?.value
      if (!lingers(stage)) {
        assert.deepEqual(spec, cronJobOf(base, stage.name).spec)
        return
      }
      const { success } = settingDefinitions.IDLE_POLL_SECONDS.form.schema.safeParse(pause)
      assert.ok(success, `${pause} is no pause`)
      assert.ok(Number(pause) < stage.maxRuntimeSeconds)
      assert.equal(spec.schedule, '* * * * *')
      assert.equal(spec.concurrencyPolicy, 'Forbid')
      assert.ok(spec.jobTemplate.spec.activeDeadlineSeconds > stage.maxRuntimeSeconds)
    })
  }
})

describe('the volume group', () => {
  it('may write to every volume that outlasts its pod, and is in no pod without one', () => {
    for (const { owner, template } of podTemplates(of('volume-group'))) {
      const { volumes = [], securityContext } = template.spec
      const lasts =
        owner === 'StatefulSet mongodb' || JSON.stringify(volumes).includes('persistentVolumeClaim')
      assert.equal(securityContext['fsGroup'] !== undefined, lasts, owner)
    }
  })
})

describe('the two kinds of Prometheus that pass by what does not suit them', () => {
  const monitoring = (component: string) =>
    of(component).filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'))

  it('find the release of the chart on every monitor and rule', () => {
    const found = monitoring('kube-prometheus-stack')
    assert.equal(found.length, 3)
    for (const { metadata } of found) assert.equal(metadata.labels?.['release'], 'kube-prometheus-stack')
  })

  it('let the Prometheus of kube-prometheus look for targets here, and nothing more', () => {
    for (const { metadata } of monitoring('kube-prometheus'))
      assert.partialDeepStrictEqual(metadata.labels, { prometheus: 'k8s', role: 'alert-rules' })
    const role = named(of('kube-prometheus'), 'Role', 'prometheus-k8s')
    const rules = role?.['rules'] as { resources: string[]; verbs: string[] }[]
    assert.deepEqual(
      rules.flatMap(({ resources }) => resources),
      ['services', 'endpoints', 'pods', 'endpointslices'],
    )
    for (const { verbs } of rules) assert.deepEqual(verbs, ['get', 'list', 'watch'])
    const binding = named(of('kube-prometheus'), 'RoleBinding', 'prometheus-k8s')
    assert.partialDeepStrictEqual(binding?.['subjects'], [
      { name: 'prometheus-k8s', namespace: 'monitoring' },
    ])
  })
})

describe('external secrets', () => {
  it('fetch every Secret that the base asks for, and hold none', () => {
    const asked = podTemplates(base).flatMap(({ template }) =>
      template.spec.containers.flatMap(({ envFrom = [] }) =>
        envFrom.flatMap(({ secretRef }) => (secretRef ? [secretRef.name] : [])),
      ),
    )
    const objects = of('external-secrets')
    const made = objects.filter(({ kind }) => kind === 'ExternalSecret')
    const targets = made.map(({ spec }) => (spec as { target: { name: string } }).target.name)
    assert.deepEqual(targets.toSorted(), [...new Set(asked)].toSorted())
    assert.equal(
      objects.some(({ kind }) => kind === 'Secret'),
      false,
    )
  })
})

describe('what is started by hand', () => {
  for (const [component, name] of [
    ['backup', 'restore'],
    ['replicate', 'replicate'],
  ] as const) {
    it(`${name} never starts by itself, and never tries again`, () => {
      const { spec } = cronJobOf(of(component), name)
      assert.equal(spec.suspend, true)
      // the 31st of February: should somebody resume it
      assert.equal(spec.schedule, '0 0 31 2 *')
      assert.equal(spec.jobTemplate.spec.backoffLimit, 0)
    })
  }

  it('replicate gets the settings of its own project, which say whether it is dev, and the source as a Secret', () => {
    const [container] = cronJobOf(of('replicate'), 'replicate').spec.jobTemplate.spec.template.spec.containers
    assert.deepEqual(container?.args, ['replicate', '--here'])
    assert.deepEqual(
      container.envFrom?.map(({ configMapRef, secretRef }) => (configMapRef ?? secretRef)?.name),
      ['dwmops-settings', 'dwmops-mongodb', 'dwmops-replicate-source'],
    )
    assert.equal(named(render('overlays/prod'), 'CronJob', 'replicate'), undefined)
  })
})
