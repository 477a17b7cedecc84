import type { Overview } from '../api/answers.ts'
import { count, counted } from '../parts/count.ts'
import { duration } from '../parts/duration.ts'
import { address } from '../shell/router.ts'
import { brokenResults } from './run-results.ts'

/** As the alert DwmopsQueueOld has it: four turns of the half-hourly stages. */
const oldSeconds = 7_200
const oldDeadSeconds = 7 * 86_400
/** clean-queues counts, and frees claims past their lease, once a minute; a run of it takes 4 at most. */
const cleanedSeconds = 300

/** Something a person should look at, and where. */
export interface Alert {
  readonly title: string
  readonly text: string
  readonly to?: string
  readonly action?: string
}

/** What needs a person, by an overview that arrived `sinceReadMs` ago; ages are those of now, by the clock of the server. */
export function alertsOf(overview: Overview, sinceReadMs: number): Alert[] {
  const now = Date.parse(overview.at) + sinceReadMs
  return [
    ...deadLetters(overview),
    ...failedStages(overview),
    ...overdueStages(overview, now),
    ...endlessRuns(overview, now),
    ...oldCounts(overview, now),
    ...oldQueues(overview, now),
    ...deadClaims(overview, now),
    ...silentSyncs(overview, now),
  ]
}

function secondsSince(moment: string, now: number): number {
  return (now - Date.parse(moment)) / 1000
}

function overdueStages({ stages }: Overview, now: number): Alert[] {
  return stages.flatMap(({ stage, schedule, lastSuccessAt, successMaxAgeSeconds }) => {
    const age = lastSuccessAt === null ? Number.POSITIVE_INFINITY : secondsSince(lastSuccessAt, now)
    if (age <= successMaxAgeSeconds) return []
    const since = lastSuccessAt === null ? 'in the last 30 days' : `for ${duration(age)}`
    const allowed = `Its schedule (${schedule} UTC) allows ${duration(successMaxAgeSeconds)}.`
    const text = `${allowed} See whether its CronJob is suspended and how its last runs ended.`
    const to = address('/', { stage })
    return [{ title: `${stage} has not succeeded ${since}`, text, to, action: 'See its runs' }]
  })
}

function endlessRuns({ stages }: Overview, now: number): Alert[] {
  return stages.flatMap(({ stage, lastRun, successMaxAgeSeconds }) => {
    if (lastRun === null || lastRun.result !== null) return []
    const age = secondsSince(lastRun.startedAt, now)
    if (age <= successMaxAgeSeconds) return []
    return [
      {
        title: `A run of ${stage} has not ended for ${duration(age)}`,
        text: 'It was killed before it could record its end, or it hangs.',
        to: address(`/runs/${lastRun.id}`),
        action: 'See the run',
      },
    ]
  })
}

function oldCounts({ queues }: Overview, now: number): Alert[] {
  const text =
    'clean-queues counts once a minute. Until it does, depths, ages and dead letters are those of then.'
  if (queues.length === 0) return [{ title: 'The queues have not been counted yet', text }]
  const age = Math.max(...queues.map(({ countedAt }) => secondsSince(countedAt, now)))
  return age <= cleanedSeconds ? [] : [{ title: `The queues were last counted ${duration(age)} ago`, text }]
}

function oldQueues({ queues }: Overview, now: number): Alert[] {
  return queues.flatMap(({ queue, ready, held, oldestAgeMs, countedAt }) => {
    if (ready + held === 0) return []
    const age = oldestAgeMs / 1000 + secondsSince(countedAt, now)
    if (age <= oldSeconds) return []
    return [{ title: `${queue} does not move`, text: `Its oldest contact has waited for ${duration(age)}.` }]
  })
}

function deadClaims({ claims }: Overview, now: number): Alert[] {
  const dead = claims.filter(({ until }) => secondsSince(until, now) > cleanedSeconds)
  if (dead.length === 0) return []
  const text = `${counted(dead.length, 'claim')} of runs that died still hold contacts; clean-queues frees them once a minute when it runs.`
  return [{ title: 'Contacts are held by dead runs', text }]
}

function silentSyncs({ silentSyncs: silent }: Overview, now: number): Alert[] {
  if (silent.length === 0) return []
  const age = Math.max(...silent.map(({ seenAt }) => secondsSince(seenAt, now)))
  const text = `Nothing was heard of ${counted(silent.length, 'sync')} for up to ${duration(age)}; the next run of the stage should resume them.`
  return [{ title: 'Eloqua syncs are silent', text, to: address('/syncs'), action: 'See the syncs' }]
}

function deadLetters({ queues }: Overview): Alert[] {
  const dead = queues.reduce((sum, queue) => sum + queue.dead, 0)
  if (dead === 0) return []
  const where = queues
    .filter((queue) => queue.dead > 0)
    .map((queue) => `${count(queue.dead)} in ${queue.queue}`)
  return [
    {
      title: counted(dead, 'dead letter'),
      text: `Contacts that failed for good wait for a decision: ${where.join(', ')}.${oldest(queues)}`,
      to: address('/dead-letters'),
      action: 'Look at them',
    },
  ]
}

function oldest(queues: Overview['queues']): string {
  const seconds = Math.max(...queues.map(({ oldestDeadAgeMs }) => oldestDeadAgeMs)) / 1000
  return seconds > oldDeadSeconds ? ` The oldest has waited for ${duration(seconds)}.` : ''
}

function failedStages({ stages }: Overview): Alert[] {
  return stages.flatMap(({ stage, lastRun }) =>
    lastRun?.result != null && brokenResults.has(lastRun.result)
      ? [
          {
            title: `The last run of ${stage} failed`,
            text: lastRun.reason ?? 'It gave no reason; its log has more.',
            to: address(`/runs/${lastRun.id}`),
            action: 'See the run',
          },
        ]
      : [],
  )
}
