import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'

export const repository = path.join(import.meta.dirname, '../..')

/** A Kubernetes object as it stands in a manifest; only what the tests look at is typed. */
export interface KubeObject {
  apiVersion: string
  kind: string
  metadata: { name: string; labels?: Record<string, string>; [more: string]: unknown }
  [more: string]: unknown
}

export interface Container {
  name: string
  image: string
  args?: string[]
  env?: { name: string; value?: string }[]
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string; optional?: boolean } }[]
  securityContext: Record<string, unknown>
  resources: { requests: Record<string, string>; limits: Record<string, string> }
}

export interface PodTemplate {
  metadata: { labels: Record<string, string> }
  spec: {
    containers: Container[]
    restartPolicy?: string
    terminationGracePeriodSeconds?: number
    securityContext: Record<string, unknown>
    [more: string]: unknown
  }
}

export interface PodFailureRule {
  action: string
  onExitCodes?: { containerName: string; operator: string; values: number[] }
  onPodConditions?: { type: string; status: string }[]
}

export interface JobSpec {
  activeDeadlineSeconds: number
  backoffLimit: number
  podReplacementPolicy: string
  podFailurePolicy?: { rules: PodFailureRule[] }
  ttlSecondsAfterFinished: number
  template: PodTemplate
}

export interface CronJob extends KubeObject {
  spec: {
    schedule: string
    timeZone: string
    suspend?: boolean
    concurrencyPolicy: string
    startingDeadlineSeconds: number
    successfulJobsHistoryLimit: number
    failedJobsHistoryLimit: number
    jobTemplate: { metadata: { labels: Record<string, string> }; spec: JobSpec }
  }
}

/** What `kubectl apply -k` would send. Throws when kustomize warns: a warning is a mistake that waits. */
export function render(folder: string): KubeObject[] {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], {
    cwd: path.join(repository, 'k8s'),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
  if (status !== 0 || stderr !== '') throw new Error(`kubectl kustomize k8s/${folder}: ${stderr}`)
  return parseObjects(stdout)
}

export function parseObjects(text: string): KubeObject[] {
  return parseAllDocuments(text).map((document) => document.toJS() as KubeObject)
}

export function cronJobs(objects: readonly KubeObject[]): CronJob[] {
  return objects.filter((object): object is CronJob => object.kind === 'CronJob')
}

export function named(objects: readonly KubeObject[], kind: string, name: string): KubeObject | undefined {
  return objects.find((object) => object.kind === kind && object.metadata.name === name)
}

/** The CronJob of that name; throws when there is none. */
export function cronJobOf(objects: readonly KubeObject[], name: string): CronJob {
  const found = cronJobs(objects).find((cronJob) => cronJob.metadata.name === name)
  if (found === undefined) throw new Error(`no CronJob ${name}`)
  return found
}

/** What the fleet's ConfigMap sets. */
export function settingsOf(objects: readonly KubeObject[]): Record<string, string> {
  return named(objects, 'ConfigMap', 'dwmops-settings')?.['data'] as Record<string, string>
}

/** Every pod that an object brings: of a CronJob, a Deployment or a StatefulSet. */
export function podTemplates(objects: readonly KubeObject[]): { owner: string; template: PodTemplate }[] {
  return objects.flatMap((object) => {
    const spec = object['spec'] as { template?: PodTemplate; jobTemplate?: { spec: JobSpec } } | undefined
    const template = spec?.jobTemplate?.spec.template ?? spec?.template
    return template?.spec?.containers === undefined
      ? []
      : [{ owner: `${object.kind} ${object.metadata.name}`, template }]
  })
}

/** `1Gi` or `64Mi` in bytes, `250m` or `2` in thousandths. */
export function quantity(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)(Gi|Mi|Ki|m)?$/.exec(text) ?? []
  if (digits === '') throw new RangeError(`not a quantity that is used here: ${text}`)
  const factor = { Gi: 2 ** 30, Mi: 2 ** 20, Ki: 2 ** 10, m: 1, '': 1000 }[unit]
  return Number(digits) * (factor ?? 1)
}
