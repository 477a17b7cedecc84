import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type KubeObject, repository } from '../kube-manifests.ts'

const buildCommand = '.ci/build-kubeconform'
const folder = execFileSync(path.join(repository, buildCommand), ['--where'], { encoding: 'utf8' }).trim()

/** Why objects cannot be held against schemas here; undefined: they can. */
export const whyNoKubeconform = existsSync(folder)
  ? undefined
  : `kubeconform is not built yet: run ${buildCommand}`

/** What is not Kubernetes' own has no schema in its file: promtool checks the rules, an API server takes the others; the Route has tests of its own. */
const withoutSchema = ['PrometheusRule', 'ServiceMonitor', 'ExternalSecret', 'Route']

/** What is wrong with the objects, a misspelt field included; empty when nothing is. */
export function faultsOf(objects: readonly KubeObject[]): string[] {
  const location = `${folder}/{{.ResourceKind}}{{.KindSuffix}}.json`
  const { stdout, stderr, status } = spawnSync(
    path.join(folder, 'kubeconform'),
    ['-strict', '-skip', withoutSchema.join(), '-schema-location', location, '-output', 'json'],
    { input: objects.map((object) => JSON.stringify(object)).join('\n---\n'), encoding: 'utf8' },
  )
  if (status === null || stderr !== '') throw new Error(`kubeconform: ${stderr}`)
  const { resources = [] } = JSON.parse(stdout) as {
    resources?: { kind: string; name: string; msg: string }[]
  }
  return resources.map(({ kind, name, msg }) => `${kind} ${name}: ${msg}`)
}
