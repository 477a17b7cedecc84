import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import {
  type Cluster,
  givenKubeconfig,
  makeRestrictedNamespace,
  startCluster,
  whyNoCluster,
} from '../support/kube/cluster.ts'
import { kubectlFor } from '../support/kube/kubectl.ts'
import { type KubeObject, repository } from '../support/kube-manifests.ts'

/** One for the file, started when it is first asked for. */
let started: Promise<Cluster> | undefined
const ownCluster = () => {
  started ??= startCluster()
  return started
}
after(async () => (await started)?.stop())

describe('a cluster of somebody', { skip: givenKubeconfig === undefined ? whyNoCluster : undefined }, () => {
  it('would take every overlay under restricted, strictly and without a warning, and is left as it was', async () => {
    const kubectl = givenKubeconfig === undefined ? (await ownCluster()).kubectl : kubectlFor(givenKubeconfig)
    const { stdout } = await kubectl.run(['api-resources', '--api-group=monitoring.coreos.com', '-o', 'name'])
    const overlays = ['dev', stdout.includes('prometheusrules') ? 'prod' : 'prod-without-operator']
    const made: string[] = []
    for (const overlay of overlays) {
      const own = `dwmops-test-${randomBytes(4).toString('hex')}`
      made.push(own)
      const folder = path.join(repository, 'k8s/overlays', overlay)
      try {
        await makeRestrictedNamespace(kubectl, own)
        // the server judges as if, and keeps nothing: no pod starts, no volume is asked for
        const apply = ['apply', '--dry-run=server', '--validate=strict', '-n', own, '-k', folder]
        const { exitCode, stderr } = await kubectl.run(apply)
        assert.deepEqual([exitCode, stderr], [0, ''], overlay)
        assert.deepEqual((await kubectl.get<{ items: [] }>(['-n', own, 'cronjobs'])).items, [])
      } finally {
        await kubectl.must(['delete', 'namespace', own, '--ignore-not-found'])
      }
    }
    const { items } = await kubectl.get<{ items: KubeObject[] }>(['namespaces'])
    assert.deepEqual(
      items.filter(({ metadata }) => made.includes(metadata.name)),
      [],
    )
  })
})
