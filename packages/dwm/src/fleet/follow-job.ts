import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes } from '../exit-codes.ts'
import { askCluster } from './ask-cluster.ts'
import type { Cluster } from './open-cluster.ts'
import { printPodLog } from './pod-log.ts'
import { endOf } from './running-jobs.ts'
import { exitCodeOf, hasStarted, podsWith, whyWaiting } from './stage-pods.ts'

const lookEveryMs = 500

/**
 * Prints the log of a Job's pods, one after another when it tries again, until the Job ends. Returns the exit code of its
 * last process; 1 when the Job failed without one.
 */
export async function followJob(cluster: Cluster, name: string): Promise<number> {
  const { namespace, batch } = cluster
  const printed = new Set<string>()
  const told = new Set<string>()
  let exitCode: number | undefined
  for (;;) {
    // the Job first: pods that it made before its end are then all in the list
    const job = await askCluster(`read Job ${name}`, batch.readNamespacedJob({ namespace, name }))
    for (const pod of await podsWith(cluster, `batch.kubernetes.io/job-name=${name}`)) {
      const podName = pod.metadata?.name ?? ''
      exitCode = exitCodeOf(pod) ?? exitCode
      const waiting = whyWaiting(pod)
      if (waiting !== undefined && !told.has(waiting))
        tell(told.add(waiting) && `${podName} waits: ${waiting}`)
      if (printed.has(podName) || !hasStarted(pod)) continue
      printed.add(podName)
      await printPodLog(cluster, pod, true)
    }
    const end = endOf(job)
    if (end?.ok) return exitCodes.done
    if (end !== undefined) {
      tell(`Job ${name} failed: ${end.reason}`)
      return exitCode === undefined || exitCode === 0 ? exitCodes.unexpected : exitCode
    }
    await sleep(lookEveryMs)
  }
}

function tell(text: string): void {
  process.stderr.write(`dwm: ${text}\n`)
}
