import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { covers, exemptions, findingsOf, whyNoKubeScore } from '../support/kube/kube-score.ts'
import { type KubeObject, named, render, repository } from '../support/kube-manifests.ts'

describe('manifests by good practice', { skip: whyNoKubeScore }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-practice-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const k8s = path.relative(folder, path.join(repository, 'k8s'))
  const more = ['api-ingress', 'api-route', 'daemon'].map((name) => `${k8s}/components/${name}`)
  const kustomization = `resources: [${k8s}/overlays/prod]\ncomponents: [${more.join()}]\n`
  writeFileSync(path.join(folder, 'kustomization.yaml'), kustomization)
  const [dev, prod, opened] = [render('overlays/dev'), render('overlays/prod'), render(folder)]

  const unexcused = (objects: readonly KubeObject[]) =>
    findingsOf(objects).filter((finding) => !exemptions.some((one) => covers(one, finding)))

  for (const [name, objects] of Object.entries({ dev, prod, 'prod, opened to people': opened })) {
    it(`${name}: nothing is said against them but what is exempt`, () => {
      assert.deepEqual(unexcused(objects), [])
    })
  }

  it('are exempt from nothing that is not said, and never without a reason', () => {
    const said = findingsOf([...dev, ...prod])
    const idle = exemptions.filter((one) => {
      const objects = one.objects ?? [undefined]
      return !objects.every((object) =>
        said.some((finding) => covers(one, finding) && (object ?? finding.object) === finding.object),
      )
    })
    assert.deepEqual(idle, [])
    for (const { check, reason } of exemptions) assert.ok(reason.length > 20, check)
  })

  it('would not pass with a pod that may write to its root, or has no limits', () => {
    const writable = structuredClone(named(prod, 'Deployment', 'api'))
    assert.ok(writable)
    const { template } = writable['spec'] as { template: { spec: { containers: Record<string, unknown>[] } } }
    Object.assign(template.spec.containers[0] ?? {}, { securityContext: {}, resources: {} })
    const checks = unexcused([writable]).map(({ check }) => check)
    assert.ok(checks.includes('container-security-context-readonlyrootfilesystem'))
    assert.ok(checks.includes('container-resources'))
  })
})
