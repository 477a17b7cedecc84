import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { apiSettings } from '@dwmops/fleet'
import {
  type KubeObject,
  named,
  parseObjects,
  podTemplates,
  render,
  repository,
} from '../support/kube-manifests.ts'

type Probe = { readonly httpGet: { readonly path: string; readonly port: string } }
type Pod = { readonly volumes?: unknown; readonly terminationGracePeriodSeconds?: number }

function podOf(objects: readonly KubeObject[]) {
  const found = podTemplates(objects).find(({ owner }) => owner === 'Deployment api')
  const [container] = found?.template.spec.containers ?? []
  assert.ok(found && container)
  return { labels: found.template.metadata.labels, pod: found.template.spec as Pod, container }
}

for (const overlay of ['dev', 'prod']) {
  describe(`${overlay}: Deployment api`, () => {
    const objects = render(`overlays/${overlay}`)
    const { pod, container, labels } = podOf(objects)

    it('runs twice, keeps nothing of its own, and one pod is always there', () => {
      const spec = named(objects, 'Deployment', 'api')?.['spec'] as { replicas: number; strategy: object }
      assert.equal(spec.replicas, 2)
      assert.equal(pod.volumes, undefined)
      const rollingUpdate = { maxUnavailable: 0, maxSurge: 1 }
      assert.deepEqual(spec.strategy, { type: 'RollingUpdate', rollingUpdate })
      const budget = named(objects, 'PodDisruptionBudget', 'api')?.['spec'] as { minAvailable: number }
      assert.equal(budget.minAvailable, 1)
    })

    it('is asked only what is open without a login', () => {
      const probes = container as unknown as Record<string, Probe>
      assert.equal(probes['livenessProbe']?.httpGet.path, '/healthz')
      assert.equal(probes['startupProbe']?.httpGet.path, '/healthz')
      assert.equal(probes['readinessProbe']?.httpGet.path, '/readyz')
    })

    it('is given only settings that it reads', () => {
      const names = (container.env ?? []).map(({ name }) => name)
      assert.deepEqual(
        names.filter((name) => !apiSettings.some((one) => one === name)),
        [],
      )
    })

    it('is reached by nobody but who is named, and reaches MongoDB', () => {
      const policy = named(objects, 'NetworkPolicy', 'api')?.['spec'] as { ingress: { from: unknown[] }[] }
      assert.ok(policy.ingress.every(({ from }) => from.length > 0))
      assert.equal(labels['dwmops/reaches-mongodb'], 'true')
    })

    it('has the login to Eloqua only with the component for undos', () => {
      const secrets = (container.envFrom ?? []).flatMap(({ secretRef }) => secretRef?.name ?? [])
      const reaches = labels['dwmops/reaches-eloqua']
      const expected =
        overlay === 'dev' ? [['dwmops-mongodb', 'dwmops-eloqua'], 'true'] : [['dwmops-mongodb'], undefined]
      assert.deepEqual([secrets, reaches], expected)
    })
  })
}

describe('the ways in to the API', () => {
  const service = { name: 'api', port: 'http' }
  const rendered = parseObjects(
    ['api-route/route.yaml', 'api-ingress/ingress.yaml']
      .map((file) => readFileSync(path.join(repository, 'k8s/components', file), 'utf8'))
      .join('\n---\n'),
  )

  it('lead to its Service, over TLS alone', () => {
    const route = named(rendered, 'Route', 'api')?.['spec'] as {
      to: { name: string }
      port: { targetPort: string }
      tls: object
    }
    assert.deepEqual({ name: route.to.name, port: route.port.targetPort }, service)
    assert.deepEqual(route.tls, { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' })
    const ingress = named(rendered, 'Ingress', 'api')?.['spec'] as {
      rules: {
        host: string
        http: { paths: { backend: { service: { name: string; port: { name: string } } } }[] }
      }[]
      tls: { hosts: string[] }[]
    }
    const [rule] = ingress.rules
    const backend = rule?.http.paths[0]?.backend.service
    assert.deepEqual({ name: backend?.name, port: backend?.port.name }, service)
    assert.deepEqual(ingress.tls[0]?.hosts, [rule?.host])
    const ports = named(render('overlays/prod'), 'Service', 'api')?.['spec'] as { ports: { name: string }[] }
    assert.equal(ports.ports[0]?.name, service.port)
  })
})
