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

/** Definitions of the custom resources that the manifests use, as an API server takes them. */
export const customResources = path.join(folder, 'custom')

/** What is wrong with the objects, a misspelt field included; empty when nothing is. */
export function faultsOf(objects: readonly KubeObject[]): string[] {
  const location = `${folder}/{{.ResourceKind}}{{.KindSuffix}}.json`
  const { stdout, stderr, status } = spawnSync(
    path.join(folder, 'kubeconform'),
    ['-strict', '-schema-location', location, '-output', 'json'],
    { input: objects.map((object) => JSON.stringify(object)).join('\n---\n'), encoding: 'utf8' },
  )
  if (status === null || stderr !== '') throw new Error(`kubeconform: ${stderr}`)
  const { resources = [] } = JSON.parse(stdout) as {
    resources?: { kind: string; name: string; msg: string }[]
  }
  return resources.map(({ kind, name, msg }) => `${kind} ${name}: ${msg}`)
}
