import type { StageName } from '@dwmops/fleet'
import { Type } from 'typebox'
import { isoOrNull } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { askingCluster } from '../../operations/cluster-of.ts'
import {
  ChangedStagesSchema,
  OneStageSchema,
  type Operations,
  OperationsSchema,
  StagesSchema,
} from '../../schemas/operations.ts'
import { Exact } from '../../schemas/parts.ts'
import type { Server } from '../../server/server.ts'

const tags = ['operations']
const config = { role: 'operator', heavy: true } as const

/** The stages in the cluster: paused, resumed, run now, drained. */
export function operationRoutes(server: Server, context: ApiContext): void {
  showStages(server, context)
  setPaused(server, context, 'pause')
  setPaused(server, context, 'resume')
  runNow(server, context)
  drain(server, context)
}

function showStages(server: Server, context: ApiContext): void {
  server.get(
    '/operations',
    {
      config: { role: 'reader', heavy: true },
      schema: {
        tags,
        summary: 'The stages as the cluster has them, where this server may operate them',
        response: { 200: OperationsSchema },
      },
    },
    async () => {
      if (!context.settings.apiOperations) return { available: false, stages: [] }
      return { available: true, stages: await stagesNow(context) }
    },
  )
}

function stagesNow(context: ApiContext): Promise<Operations['stages']> {
  return askingCluster(context, async (cluster, { stageCronJobs, runningJobs }) => {
    const [cronJobs, running] = await Promise.all([stageCronJobs(cluster), runningJobs(cluster)])
    return [...cronJobs].map(([stage, { spec, status }]) => ({
      stage,
      schedule: spec?.schedule ?? '',
      suspended: spec?.suspend ?? false,
      running: running.get(stage) ?? 0,
      lastScheduledAt: isoOrNull(status?.lastScheduleTime),
    }))
  })
}

const summaries = {
  pause: 'Starts no more runs of these stages; runs under way end as ever',
  resume: 'Starts runs of these stages again, by their schedules',
} as const

function setPaused(server: Server, context: ApiContext, what: keyof typeof summaries): void {
  server.post(
    `/operations/${what}`,
    {
      config,
      schema: { tags, summary: summaries[what], body: StagesSchema, response: { 200: ChangedStagesSchema } },
    },
    async ({ body: { stages }, facts }) => {
      facts['stages'] = stages.join(' ')
      const changed = await askingCluster(context, (cluster, { setSuspended }) =>
        setSuspended(cluster, stages, what === 'pause'),
      )
      return { changed }
    },
  )
}

function runNow(server: Server, context: ApiContext): void {
  server.post(
    '/operations/run',
    {
      config,
      schema: {
        tags,
        summary: 'Starts one run of a stage now, beside those by its schedule',
        body: OneStageSchema,
        response: { 200: Type.Object({ job: Type.String() }) },
      },
    },
    async ({ body: { stage }, facts }) => {
      facts['stage'] = stage
      const job = await askingCluster(context, (cluster, { startJob }) => startJob(cluster, stage))
      facts['job'] = job
      return { job }
    },
  )
}

function drain(server: Server, context: ApiContext): void {
  server.post(
    '/operations/drain',
    {
      config,
      schema: {
        tags,
        summary: 'Pauses the stages that bring records in, so that the queues run empty; the others go on',
        body: Exact({}),
        response: { 200: ChangedStagesSchema },
      },
    },
    async ({ facts }) => {
      const changed = await askingCluster(
        context,
        async (cluster, { feeders, setSuspended, stageCronJobs }): Promise<StageName[]> => {
          const present = await stageCronJobs(cluster)
          return setSuspended(
            cluster,
            feeders.filter((stage) => present.has(stage)),
            true,
          )
        },
      )
      facts['stages'] = changed.join(' ')
      return { changed }
    },
  )
}
