import { alertConditions, syncBudget } from '@dwmops/fleet/alerts'
import type { Overview } from '../api/answers.ts'
import { count, counted } from '../parts/values/count.ts'
import { duration } from '../parts/values/duration.ts'
import { address } from '../shell/router.ts'
import type { Alert } from './alert.ts'

const { queueGrowing, queueDrainsSlowly, queueAttemptsHigh, claimsRescued, leasesLost } = alertConditions
const hourMs = 3_600_000

/** Alerts of a fleet that works, but under a load that it does not get rid of, or with losses. */
export function loadAlerts(overview: Overview): Alert[] {
  return [
    ...overview.queues.flatMap((queue) => [...slow(queue), ...oftenTried(queue)]),
    ...growing(overview),
    ...busySyncs(overview),
    ...events(
      'claimsRescued',
      overview.claimsRescued,
      claimsRescued.limit,
      (name, claims) => `${counted(claims, 'claim')} of ${name} were taken from dead runs in the last hour`,
    ),
    ...events(
      'leasesLost',
      overview.leasesLost,
      leasesLost.limit,
      (name, claims) => `Runs of ${name} lost ${counted(claims, 'claim')} in the last hour`,
    ),
  ]
}

type Queue = Overview['queues'][number]

function slow({ queue, drainSeconds, ready, held, oldestAgeMs }: Queue): Alert[] {
  if (drainSeconds === null || ready + held === 0 || drainSeconds <= queueDrainsSlowly.limit) return []
  // a large load of this hour is left time to get going
  if (oldestAgeMs / 1000 <= queueDrainsSlowly.forSeconds) return []
  return [{ name: 'queueDrainsSlowly', title: `${queue} will be empty in ${duration(drainSeconds)}` }]
}

function oftenTried({ queue, greatestAttempts }: Queue): Alert[] {
  if (greatestAttempts < queueAttemptsHigh.limit) return []
  return [
    {
      name: 'queueAttemptsHigh',
      title: `A contact in ${queue} has been tried ${count(greatestAttempts)} times`,
    },
  ]
}

/** The low mark of the last hour beside that of the hour before. */
function growing({ queues, depths, at }: Overview): Alert[] {
  const now = Date.parse(at)
  const lowOf = (queue: string, from: number, to: number) =>
    Math.min(
      ...depths
        .filter((point) => Date.parse(point.at) > from && Date.parse(point.at) <= to)
        .flatMap((point) =>
          point.queues.filter((one) => one.queue === queue).map((one) => one.ready + one.held),
        ),
    )
  return queues.flatMap<Alert>(({ queue }) => {
    const low = lowOf(queue, now - hourMs, now)
    const before = lowOf(queue, now - 2 * hourMs, now - hourMs)
    if (!Number.isFinite(low) || low <= queueGrowing.limit || low <= before) return []
    const title = `${queue} has not been below ${counted(low, 'contact')} for an hour, and it grows`
    return [{ name: 'queueGrowing', title }]
  })
}

function busySyncs({ syncsLastHour }: Overview): Alert[] {
  return (Object.keys(syncBudget) as (keyof typeof syncBudget)[]).flatMap<Alert>((kind) =>
    syncsLastHour[kind] > syncBudget[kind]
      ? [
          {
            name: 'syncBudget',
            title: `${counted(syncsLastHour[kind], `${kind} sync`)} in the last hour`,
            to: address('/syncs'),
            action: 'See the syncs',
          },
        ]
      : [],
  )
}

function events(
  name: 'claimsRescued' | 'leasesLost',
  found: readonly { readonly name: string; readonly claims: number }[],
  limit: number,
  title: (name: string, claims: number) => string,
): Alert[] {
  return found
    .filter(({ claims }) => claims >= limit)
    .map((one) => ({ name, title: title(one.name, one.claims) }))
}
