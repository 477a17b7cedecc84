import {
  askCluster,
  type Cluster,
  type ClusterOptions,
  openCluster,
  runningJobs,
  stageCronJobs,
  startJob,
} from '@dwmops/cluster'
import { stages } from '@dwmops/fleet'
import { InputError } from '@dwmops/record-files'
import type { V1CronJob } from '@kubernetes/client-node'
import { printJson, say } from '../print.ts'
import { auditedOperation, type Operation } from './audited-operation.ts'
import { type ConfirmOptions, confirmChange, nameTarget } from './confirm-change.ts'
import { followJob } from './follow-job.ts'
import { maskVariable } from './mask-variable.ts'
import { stageNames } from './stage-selection.ts'

export interface JobOptions extends ClusterOptions {
  readonly follow?: boolean
  readonly json?: boolean
}

export async function run(stage: string, options: JobOptions): Promise<void> {
  const [name = stage] = stageNames([stage])
  const cluster = openCluster(options)
  nameTarget(cluster)
  await start(cluster, { cronJob: name, action: 'POST /operations/run', facts: { stage: name } }, options)
}

export async function backup(options: JobOptions): Promise<void> {
  const cluster = openCluster(options)
  nameTarget(cluster)
  await start(cluster, { cronJob: 'backup', action: 'dwm backup' }, options)
}

export async function restore({
  stamp,
  ...options
}: JobOptions & ConfirmOptions & { readonly stamp?: string }): Promise<void> {
  const cluster = openCluster(options)
  await confirmChange(cluster, 'restore a dump over its databases', options)
  await awaitStandstill(cluster)
  const given = stamp === undefined ? {} : { facts: { stamp }, env: { RESTORE_STAMP: stamp } }
  await start(cluster, { cronJob: 'restore', action: 'dwm restore', ...given }, options)
}

export async function replicate({
  mask = false,
  ...options
}: JobOptions & { readonly mask?: boolean }): Promise<void> {
  const cluster = openCluster(options)
  nameTarget(cluster)
  await refuseProduction(cluster)
  await awaitStandstill(cluster)
  const given = { facts: { mask }, ...(mask && { env: { [maskVariable]: 'true' } }) }
  await start(cluster, { cronJob: 'replicate', action: 'dwm replicate', ...given }, options)
}

interface Start extends Operation {
  readonly cronJob: string
  readonly env?: Readonly<Record<string, string>>
}

async function start(
  cluster: Cluster,
  { cronJob, env = {}, ...operation }: Start,
  { follow = false, json = false }: JobOptions,
): Promise<void> {
  const job = await auditedOperation(cluster, operation, async (facts) => {
    const started = await startJob(cluster, cronJob, env)
    facts['job'] = started
    return started
  })
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

/** The Job itself checks more; this much is reported before anything starts. */
async function refuseProduction({ namespace, core }: Cluster): Promise<void> {
  const name = 'dwmops-settings'
  const asked = core.readNamespacedConfigMap({ namespace, name })
  const { data } = await askCluster(`read ConfigMap ${name} of ${namespace}`, asked)
  const environment = data?.['ENVIRONMENT'] ?? 'nothing'
  if (environment === 'dev') return
  throw new InputError(undefined, `${namespace} is no target: its ENVIRONMENT is ${environment}, not dev`)
}
