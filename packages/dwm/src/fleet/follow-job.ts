import { setTimeout as sleep } from 'node:timers/promises'
import { askCluster, type Cluster, endOf } from '@dwmops/cluster'
import { exitCodes } from '../exit-codes.ts'
import { printPodLog } from './pod-log.ts'
import { exitCodeOf, hasStarted, podsWith, whyWaiting } from './stage-pods.ts'

const lookEveryMs = 500

/**
 * Prints the log of a Job's pods, one after another when it tries again, until the Job ends. Returns the exit code of its
 * last process; 1 when the Job failed without one.
 */
export async function followJob(cluster: Cluster, name: string): Promise<number> {
  const { namespace, batch } = cluster
  const printed = new Set<string>()
  const shown = new Set<string>()
  let exitCode: number | undefined
  for (;;) {
    // the Job first: pods that it made before its end are then all in the list
    const job = await askCluster(`read Job ${name}`, batch.readNamespacedJob({ namespace, name }))
    for (const pod of await podsWith(cluster, `batch.kubernetes.io/job-name=${name}`)) {
      const podName = pod.metadata?.name ?? ''
      exitCode = exitCodeOf(pod) ?? exitCode
      const waiting = whyWaiting(pod)
      if (waiting !== undefined && !shown.has(waiting))
        logLine(shown.add(waiting) && `${podName} waits: ${waiting}`)
      if (printed.has(podName) || !hasStarted(pod)) continue
      printed.add(podName)
      await printPodLog(cluster, pod, true)
    }
    const end = endOf(job)
    if (end?.ok) return exitCodes.done
    if (end !== undefined) {
      logLine(`Job ${name} failed: ${end.reason}`)
      return exitCode === undefined || exitCode === 0 ? exitCodes.unexpected : exitCode
    }
    await sleep(lookEveryMs)
  }
}

function logLine(text: string): void {
  process.stderr.write(`dwm: ${text}\n`)
}
