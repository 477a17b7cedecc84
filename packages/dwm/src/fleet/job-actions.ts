import { stages } from '@dwmops/fleet'
import { InputError } from '@dwmops/record-files'
import type { V1CronJob } from '@kubernetes/client-node'
import { printJson, say } from '../print.ts'
import { askCluster } from './ask-cluster.ts'
import { type ConfirmOptions, confirmChange, nameTarget } from './confirm-change.ts'
import { stageCronJobs, stageNames } from './cron-jobs.ts'
import { followJob } from './follow-job.ts'
import { maskVariable } from './mask-variable.ts'
import { type Cluster, type ClusterOptions, openCluster } from './open-cluster.ts'
import { runningJobs } from './running-jobs.ts'
import { startJob } from './start-job.ts'

export interface JobOptions extends ClusterOptions {
  readonly follow?: boolean
  readonly json?: boolean
}

export async function run(stage: string, options: JobOptions): Promise<void> {
  const [name = stage] = stageNames([stage])
  const cluster = openCluster(options)
  nameTarget(cluster)
  await start(cluster, name, options)
}

export async function backup(options: JobOptions): Promise<void> {
  const cluster = openCluster(options)
  nameTarget(cluster)
  await start(cluster, 'backup', options)
}

export async function restore({
  stamp,
  ...options
}: JobOptions & ConfirmOptions & { readonly stamp?: string }): Promise<void> {
  const cluster = openCluster(options)
  await confirmChange(cluster, 'restore a dump over its databases', options)
  await awaitStandstill(cluster)
  await start(cluster, 'restore', options, stamp === undefined ? {} : { RESTORE_STAMP: stamp })
}

export async function replicate({
  mask = false,
  ...options
}: JobOptions & { readonly mask?: boolean }): Promise<void> {
  const cluster = openCluster(options)
  nameTarget(cluster)
  await refuseProduction(cluster)
  await awaitStandstill(cluster)
  await start(cluster, 'replicate', options, mask ? { [maskVariable]: 'true' } : {})
}

async function start(
  cluster: Cluster,
  cronJob: string,
  { follow = false, json = false }: JobOptions,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const job = await startJob(cluster, cronJob, env)
  if (follow) {
    process.stderr.write(`dwm: started ${job}\n`)
    process.exitCode = await followJob(cluster, job)
  } else if (json) printJson({ job })
  else say(`started ${job}; see dwm logs ${cronJob}`)
}

/** A stage at work would write into what is being replaced under it. */
async function awaitStandstill(cluster: Cluster): Promise<void> {
  const cronJobs = await stageCronJobs(cluster)
  const running = await runningJobs(cluster)
  const awake = stages.filter(({ name }) => isAwake(cronJobs.get(name)) || running.has(name))
  if (awake.length === 0) return
  const names = awake.map(({ name }) => name).join(', ')
  throw new InputError(undefined, `not suspended, or still running: ${names}; dwm suspend, then try again`)
}

/** A CronJob that does not say that it is suspended is not. */
function isAwake(cronJob: V1CronJob | undefined): boolean {
  return cronJob !== undefined && cronJob.spec?.suspend !== true
}

/** The Job itself refuses more; this much is told before anything starts. */
async function refuseProduction({ namespace, core }: Cluster): Promise<void> {
  const name = 'dwmops-settings'
  const asked = core.readNamespacedConfigMap({ namespace, name })
  const { data } = await askCluster(`read ConfigMap ${name} of ${namespace}`, asked)
  const environment = data?.['ENVIRONMENT'] ?? 'nothing'
  if (environment === 'dev') return
  throw new InputError(undefined, `${namespace} is no target: its ENVIRONMENT is ${environment}, not dev`)
}
