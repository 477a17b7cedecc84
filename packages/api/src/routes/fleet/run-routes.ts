import { listRuns, type RunDocument, readRun } from '@dwmops/job-runner'
import { Type } from 'typebox'
import { iso, isoOrNull } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { isTimePlace, pageOf, placeOf } from '../../paging.ts'
import { PageOf, PageQuery } from '../../schemas/parts.ts'
import { type Run, RunResultName, RunSchema, StageName } from '../../schemas/run.ts'
import { notFound } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'

const tags = ['runs']
const config = { role: 'reader' } as const

/** Runs of the last 30 days. */
export function runRoutes(server: Server, { queueDb }: ApiContext): void {
  server.get(
    '/runs',
    {
      config,
      schema: {
        tags,
        summary: 'Runs, newest first',
        querystring: PageQuery({ stage: Type.Optional(StageName), result: Type.Optional(RunResultName) }),
        response: { 200: PageOf(RunSchema) },
      },
    },
    async ({ query: { stage, result, limit, cursor } }) => {
      const place = placeOf(cursor, isTimePlace)
      const after = place && { startedAt: new Date(place[0]), _id: place[1] }
      const found = await listRuns(queueDb, { stage, result, after, limit: limit + 1 })
      return pageOf(found, limit, { place: (run) => [run.startedAt.getTime(), run._id], answer: runAnswer })
    },
  )
  server.get(
    '/runs/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One run',
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: { 200: RunSchema },
      },
    },
    async ({ params: { id } }) => {
      const found = await readRun(queueDb, id)
      if (found === undefined) throw notFound('run with this id')
      return runAnswer(found)
    },
  )
}

export function runAnswer(run: RunDocument): Run {
  const { _id: id, stage, environment, owner, dryRun } = run
  const { durationMs = null, result = null, exitCode = null, reason = null } = run
  return {
    id,
    stage,
    environment,
    owner,
    dryRun,
    startedAt: iso(run.startedAt),
    finishedAt: isoOrNull(run.finishedAt),
    durationMs,
    result,
    exitCode,
    counts: run.counts === undefined ? null : countsOf(run.counts),
    reason,
  }
}

function countsOf(counts: NonNullable<RunDocument['counts']>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, count]) => (typeof count === 'number' ? [[name, count]] : [])),
  )
}
