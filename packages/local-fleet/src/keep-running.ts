import { setTimeout as sleep } from 'node:timers/promises'
import type { Fleet } from './fleet.ts'
import { contactsOnList, type MainJobProgress, recordsUnderWay, runMainJob } from './main-job.ts'

const everyMs = 60_000

/**
 * Goes on as the CronJobs would, until `signal` ends it: once a minute the queues are counted, and what waits is worked on,
 * such as a dead letter that was sent back.
 */
export async function keepRunning(
  fleet: Fleet,
  progress: MainJobProgress,
  signal: AbortSignal,
): Promise<void> {
  const ended = () => signal.aborted
  while (!ended()) {
    const waiting = (await contactsOnList(fleet)) + (await recordsUnderWay(fleet))
    if (waiting > 0) await runMainJob(fleet, progress)
    else await fleet.run('clean-queues')
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}
