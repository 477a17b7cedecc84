import { type ClusterOptions, openCluster } from '@dwmops/cluster'
import { InputError } from '@dwmops/record-files'
import type { V1Pod } from '@kubernetes/client-node'
import { printPodLog } from './pod-log.ts'
import { hasStarted, podsWith, whyWaiting } from './stage-pods.ts'
import { stageNames } from './stage-selection.ts'

/** What has a log besides the stages. */
const others: readonly string[] = ['backup', 'restore', 'replicate']

export interface LogsOptions extends ClusterOptions {
  readonly follow?: boolean
  /** So many runs before the newest. */
  readonly previous?: number
}

/** Prints the log of a run of a stage; of pods that came after it and have not started it says on standard error why. */
export async function logs(stage: string, options: LogsOptions): Promise<void> {
  if (!others.includes(stage)) stageNames([stage])
  const cluster = openCluster(options)
  const label = `app.kubernetes.io/name=dwmops,app.kubernetes.io/component=${stage}`
  const all = await podsWith(cluster, label)
  const pods = all.filter(hasStarted)
  const pod = pods.at(-1 - (options.previous ?? 0))
  for (const waiting of all.slice(pod === undefined ? 0 : all.indexOf(pod) + 1)) sayWaiting(waiting)
  if (pod === undefined) {
    throw new InputError(undefined, `${cluster.namespace} keeps the logs of ${pods.length} runs of ${stage}`)
  }
  await printPodLog(cluster, pod, options.follow ?? false)
}

function sayWaiting(pod: V1Pod): void {
  const why = whyWaiting(pod)
  if (why !== undefined) process.stderr.write(`dwm: ${pod.metadata?.name} has no log yet, it waits: ${why}\n`)
}
