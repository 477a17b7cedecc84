import { type AlertCondition, alertConditions } from '@dwmops/fleet/alerts'
import type { Overview } from '../api/answers.ts'
import { count, counted } from '../parts/values/count.ts'
import { duration } from '../parts/values/duration.ts'
import { address } from '../shell/router.ts'
import type { Alert } from './alert.ts'
import { loadAlerts } from './load-alerts.ts'
import { brokenResults } from './run-results.ts'

const { countsOld, queueOld, claimsHeld, deadLettersOld } = alertConditions

/** What the condition of an alert means, what to do, and its runbook. */
export function conditionOf({ name }: Alert): AlertCondition {
  return alertConditions[name]
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
    ...loadAlerts(overview),
  ]
}

function secondsSince(moment: string, now: number): number {
  return (now - Date.parse(moment)) / 1000
}

function overdueStages({ stages }: Overview, now: number): Alert[] {
  return stages.flatMap<Alert>(
    ({ stage, schedule, lastSuccessAt, lastRun, suspended, successMaxAgeSeconds }) => {
      const age = lastSuccessAt === null ? Number.POSITIVE_INFINITY : secondsSince(lastSuccessAt, now)
      if (age <= successMaxAgeSeconds) return []
      const since = lastSuccessAt === null ? 'in the last 30 days' : `for ${duration(age)}`
      const allowed = `Its schedule (${schedule} UTC) allows ${duration(successMaxAgeSeconds)}.`
      const begun = lastRun === null ? undefined : secondsSince(lastRun.startedAt, now)
      const isStill = begun === undefined || begun > successMaxAgeSeconds
      const runs = isStill
        ? `No run has begun ${begun === undefined ? 'at all' : `for ${duration(begun)}`}: ${whyStill(suspended)}`
        : `Runs begin, the last one ${duration(begun)} ago${suspended === true ? ', but the cluster says that it is suspended now.' : ': it is not suspended.'}`
      const to = address('/', { stage })
      const name = lastSuccessAt === null ? 'stageAbsent' : 'stageStale'
      return [
        {
          name,
          title: `${stage} has not succeeded ${since}`,
          text: `${allowed} ${runs}`,
          to,
          action: 'See its runs',
        },
      ]
    },
  )
}

/** Without an answer of the cluster, runs alone do not distinguish a stage that is suspended from one that gets no pods. */
function whyStill(suspended: boolean | null): string {
  if (suspended === null) return 'it is suspended, or the cluster starts no pods.'
  return suspended
    ? 'the cluster says that it is suspended.'
    : 'the cluster says that it is not suspended, but starts no pods.'
}

function endlessRuns({ stages }: Overview, now: number): Alert[] {
  return stages.flatMap<Alert>(({ stage, lastRun, successMaxAgeSeconds }) => {
    if (lastRun === null || lastRun.result !== null) return []
    const age = secondsSince(lastRun.startedAt, now)
    if (age <= successMaxAgeSeconds) return []
    return [
      {
        name: 'runEndless',
        title: `A run of ${stage} has not ended for ${duration(age)}`,
        to: address(`/runs/${lastRun.id}`),
        action: 'See the run',
      },
    ]
  })
}

function oldCounts({ queues }: Overview, now: number): Alert[] {
  const name = 'countsOld'
  if (queues.length === 0) return [{ name, title: 'The queues have not been counted yet' }]
  const age = Math.max(...queues.map(({ countedAt }) => secondsSince(countedAt, now)))
  return age <= countsOld.limit ? [] : [{ name, title: `The queues were last counted ${duration(age)} ago` }]
}

function oldQueues({ queues }: Overview, now: number): Alert[] {
  return queues.flatMap<Alert>(({ queue, ready, held, oldestAgeMs, countedAt }) => {
    if (ready + held === 0) return []
    const age = oldestAgeMs / 1000 + secondsSince(countedAt, now)
    if (age <= queueOld.limit) return []
    return [
      {
        name: 'queueOld',
        title: `${queue} does not move`,
        text: `Its oldest contact has waited for ${duration(age)}.`,
      },
    ]
  })
}

function deadClaims({ claims }: Overview, now: number): Alert[] {
  const dead = claims.filter(({ until }) => secondsSince(until, now) > claimsHeld.limit)
  if (dead.length === 0) return []
  const over = Math.max(...dead.map(({ until }) => secondsSince(until, now)))
  const text = `${counted(dead.length, 'claim')}, the lease of the oldest over for ${duration(over)}.`
  return [{ name: 'claimsHeld', title: 'Contacts are held by dead runs', text }]
}

function silentSyncs({ silentSyncs: silent }: Overview, now: number): Alert[] {
  if (silent.length === 0) return []
  const age = Math.max(...silent.map(({ seenAt }) => secondsSince(seenAt, now)))
  const text = `Nothing was heard of ${counted(silent.length, 'sync')} for up to ${duration(age)}.`
  return [
    {
      name: 'syncsSilent',
      title: 'Eloqua syncs are silent',
      text,
      to: address('/syncs'),
      action: 'See the syncs',
    },
  ]
}

function deadLetters({ queues }: Overview): Alert[] {
  const dead = queues.reduce((sum, queue) => sum + queue.dead, 0)
  if (dead === 0) return []
  const where = queues
    .filter((queue) => queue.dead > 0)
    .map((queue) => `${count(queue.dead)} in ${queue.queue}`)
  return [
    {
      name: oldestDead(queues) > deadLettersOld.limit ? 'deadLettersOld' : 'deadLetters',
      title: counted(dead, 'dead letter'),
      text: `${where.join(', ')}. The oldest has waited for ${duration(oldestDead(queues))}.`,
      to: address('/dead-letters'),
      action: 'Look at them',
    },
  ]
}

function oldestDead(queues: Overview['queues']): number {
  return Math.max(...queues.map(({ oldestDeadAgeMs }) => oldestDeadAgeMs)) / 1000
}

function failedStages({ stages }: Overview): Alert[] {
  return stages.flatMap<Alert>(({ stage, lastRun }) =>
    lastRun?.result != null && brokenResults.has(lastRun.result)
      ? [
          {
            name: 'stageFailing',
            title: `The last run of ${stage} failed`,
            text: lastRun.reason ?? 'It gave no reason; its log has more.',
            to: address(`/runs/${lastRun.id}`),
            action: 'See the run',
          },
        ]
      : [],
  )
}
