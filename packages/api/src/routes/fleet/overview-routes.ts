import { type DrainForecast, type Overview, readForecast, readOverview } from '@dwmops/insight'
import type { RuleVersion } from '@dwmops/rule-store'
import { Type } from 'typebox'
import { iso, isoOrNull } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { SuspendedStages } from '../../operations/suspended-stages.ts'
import { DepthsSchema, ForecastSchema, OverviewSchema } from '../../schemas/overview.ts'
import { Exact, ListOf } from '../../schemas/parts.ts'
import type { Server } from '../../server/server.ts'
import { claimAnswer } from './claim-routes.ts'
import { queueAnswer } from './queue-routes.ts'
import { runAnswer } from './run-routes.ts'
import { usageAnswer } from './sync-routes.ts'

const tags = ['overview']
const config = { role: 'reader' } as const
const claimsAtMost = 100
const pointsAtMost = 300

/** How the fleet stands, made of small documents alone. */
export function overviewRoutes(server: Server, context: ApiContext): void {
  showOverview(server, context)
  listDepths(server, context)
  forecastQueues(server, context)
}

function showOverview(server: Server, context: ApiContext): void {
  const { queueDb, store } = context
  const suspendedStages = new SuspendedStages(context)
  server.get(
    '/overview',
    {
      config,
      schema: {
        tags,
        summary: 'Queues, last runs, claims, syncs and rules at a glance',
        response: { 200: OverviewSchema },
      },
    },
    async () => {
      const [overview, version] = await Promise.all([
        readOverview(queueDb, { points: pointsAtMost }),
        store.currentVersion(),
      ])
      return { ...overviewAnswer(overview, suspendedStages.read()), rules: versionAnswer(version) }
    },
  )
}

function listDepths(server: Server, { queue }: ApiContext): void {
  server.get(
    '/queues/history',
    {
      config,
      schema: {
        tags,
        summary: 'How full the queues were, oldest first, at most 300 points',
        querystring: Exact({ hours: Type.Integer({ minimum: 1, maximum: 336, default: 24 }) }),
        response: { 200: ListOf(DepthsSchema) },
      },
    },
    async ({ query: { hours } }) => {
      const since = new Date(Date.now() - hours * 3_600_000)
      return { items: (await queue.depths(since, pointsAtMost)).map(depthsAnswer) }
    },
  )
}

function forecastQueues(server: Server, { queueDb }: ApiContext): void {
  server.get(
    '/forecast',
    {
      config,
      schema: { tags, summary: 'When each queue will be empty', response: { 200: ListOf(ForecastSchema) } },
    },
    async () => ({
      items: (await readForecast(queueDb)).map(({ forecast, countedAt, ...rest }) => {
        return { ...rest, countedAt: iso(countedAt), ...drain(forecast) }
      }),
    }),
  )
}

function overviewAnswer(
  { queues, stages, claims, syncsLastHour, silentSyncs, depths, ...events }: Overview,
  suspended: ReadonlyMap<string, boolean> | undefined,
) {
  return {
    at: iso(new Date()),
    queues: queues.map(({ forecast, ...stats }) => ({ ...queueAnswer(stats), ...drain(forecast) })),
    stages: stages.map(({ lastRun, lastSuccessAt, nextRunAt, ...stage }) => ({
      ...stage,
      suspended: suspended?.get(stage.stage) ?? null,
      lastSuccessAt: isoOrNull(lastSuccessAt),
      nextRunAt: iso(nextRunAt),
      lastRun: lastRun === undefined ? null : runAnswer(lastRun),
    })),
    claims: claims.slice(0, claimsAtMost).map(claimAnswer),
    syncsLastHour: usageAnswer(syncsLastHour),
    silentSyncs: silentSyncs.map(({ id, stage, seenAt }) => ({ id, stage, seenAt: iso(seenAt) })),
    claimsRescued: eventsAnswer(events.claimsRescued),
    leasesLost: eventsAnswer(events.leasesLost),
    depths: depths.map(depthsAnswer),
  }
}

function eventsAnswer(events: ReadonlyMap<string, number>) {
  return [...events].map(([name, claims]) => ({ name, claims }))
}

function versionAnswer(found: RuleVersion | undefined) {
  const { version = null, publishedAt, who = null } = found ?? {}
  return { version, publishedAt: isoOrNull(publishedAt), who }
}

function drain(forecast: DrainForecast | undefined) {
  return { drainSeconds: forecast?.seconds ?? null, emptyAt: isoOrNull(forecast?.finishAt) }
}

function depthsAnswer({ at, queues }: Awaited<ReturnType<ApiContext['queue']['depths']>>[number]) {
  return { at: iso(at), queues: [...queues] }
}
