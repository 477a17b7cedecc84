import { listRuns, stages } from '@dwmops/job-runner'
import { isoOrNull } from '../answers.ts'
import type { ApiContext } from '../context.ts'
import { OverviewSchema } from '../schemas/overview.ts'
import type { Server } from '../server/server.ts'
import { claimAnswer } from './claim-routes.ts'
import { queueAnswer } from './queue-routes.ts'
import { runAnswer } from './run-routes.ts'
import { usageAnswer } from './sync-routes.ts'

/** How the fleet stands, in one answer made of small documents alone. */
export function overviewRoutes(server: Server, { queue, queueDb, ledger, store }: ApiContext): void {
  server.get(
    '/overview',
    {
      config: { role: 'reader' },
      schema: {
        tags: ['overview'],
        summary: 'Queues, last runs, claims, syncs and rules at a glance',
        response: { 200: OverviewSchema },
      },
    },
    async () => {
      const [stats, claims, usage, [version], runs] = await Promise.all([
        queue.readStats(),
        queue.claims(),
        ledger.usedInLastHour(),
        store.versions(1),
        Promise.all(stages.map(({ name }) => listRuns(queueDb, { stage: name, limit: 1 }))),
      ])
      return {
        queues: stats.map(queueAnswer),
        stages: stages.map(({ name, schedule, from, to }, at) => {
          const [last] = runs[at] ?? []
          return { stage: name, schedule, from, to, lastRun: last === undefined ? null : runAnswer(last) }
        }),
        claims: claims.slice(0, 100).map(claimAnswer),
        syncsLastHour: usageAnswer(usage),
        rules: {
          version: version?.version ?? null,
          publishedAt: isoOrNull(version?.publishedAt),
          who: version?.who ?? null,
        },
      }
    },
  )
}
