import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { type KubeObject, repository } from '../kube-manifests.ts'

const buildCommand = '.ci/build-kube-score'
const binary = execFileSync(path.join(repository, buildCommand), ['--where'], { encoding: 'utf8' }).trim()

/** Why manifests cannot be judged here; undefined: they can. */
export const whyNoKubeScore = existsSync(binary)
  ? undefined
  : `kube-score is not built yet: run ${buildCommand}`

/** Something that is said of an object, by the id of the check. */
export interface Finding {
  readonly check: string
  readonly object: string
}

/** A check whose word does not count here; of all objects, or of these. */
export interface Exemption {
  readonly check: string
  readonly objects?: readonly string[]
  readonly reason: string
}

/** The exemptions that are written down. */
export const exemptions = parse(
  readFileSync(path.join(repository, '.ci/kube-score.yaml'), 'utf8'),
) as readonly Exemption[]

/** The oldest Kubernetes that the manifests are for. */
const kubernetes = 'v1.31'
const optional = ['container-seccomp-profile', 'container-ports-check']

interface Scored {
  type_meta: { kind: string }
  object_meta: { name: string }
  checks: { check: { id: string }; grade: number; skipped: boolean }[]
}

const perfect = 10

/** What kube-score says against the objects, exemptions or not. */
export function findingsOf(objects: readonly KubeObject[]): Finding[] {
  const { stdout, stderr } = spawnSync(
    binary,
    [
      'score',
      '-',
      '--kubernetes-version',
      kubernetes,
      '--enable-optional-test',
      optional.join(),
      '--output-format',
      'json',
    ],
    { input: objects.map((object) => JSON.stringify(object)).join('\n---\n'), encoding: 'utf8' },
  )
  if (stderr !== '') throw new Error(`kube-score: ${stderr}`)
  return (JSON.parse(stdout) as Scored[]).flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < perfect)
      .map(({ check }) => ({ check: check.id, object: `${type_meta.kind} ${object_meta.name}` })),
  )
}

/** Whether an exemption covers what is said. */
export function covers({ check, objects }: Exemption, finding: Finding): boolean {
  return check === finding.check && (objects?.includes(finding.object) ?? true)
}
