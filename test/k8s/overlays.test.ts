import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { settingDefinitions, stages } from '@dwmops/fleet'
import {
  cronJobOf,
  type KubeObject,
  named,
  podTemplates,
  quantity,
  render,
  settingsOf,
} from '../support/kube-manifests.ts'

const overlays = { dev: render('overlays/dev'), prod: render('overlays/prod') }

for (const [overlay, objects] of Object.entries(overlays)) {
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

    it('is found by one label, every object of it', () => {
      const strays = objects.filter(
        ({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'] !== 'dwmops',
      )
      assert.deepEqual(strays, [])
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
    for (const { name } of stages) assert.equal(cronJobOf(overlays.prod, name).spec.suspend, undefined)
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
