import { InputError } from '../files/input-error.ts'
import { stageNames } from './cron-jobs.ts'
import { type ClusterOptions, openCluster } from './open-cluster.ts'
import { printPodLog } from './pod-log.ts'
import { hasStarted, podsWith } from './stage-pods.ts'

/** What has a log besides the stages. */
const others: readonly string[] = ['backup', 'restore', 'replicate']

export interface LogsOptions extends ClusterOptions {
  readonly follow?: boolean
  /** So many runs before the newest. */
  readonly previous?: number
}

export async function logs(stage: string, options: LogsOptions): Promise<void> {
  if (!others.includes(stage)) stageNames([stage])
  const cluster = openCluster(options)
  const label = `app.kubernetes.io/name=dwmops,app.kubernetes.io/component=${stage}`
  const pods = (await podsWith(cluster, label)).filter(hasStarted)
  const pod = pods.at(-1 - (options.previous ?? 0))
  if (pod === undefined) {
    throw new InputError(undefined, `${cluster.namespace} keeps the logs of ${pods.length} runs of ${stage}`)
  }
  await printPodLog(cluster, pod, options.follow ?? false)
}
