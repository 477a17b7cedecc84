import { changesOfRun, type RunChange } from '@dwmops/insight'
import { readRun } from '@dwmops/job-runner'
import { OfId } from '../../background/follow-routes.ts'
import type { ApiContext } from '../../context.ts'
import { type CsvColumn, CsvReader, csvResponse, sendCsv } from '../../csv/csv-answer.ts'
import { Exact } from '../../schemas/parts.ts'
import { notFound } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'

const columns: readonly CsvColumn<RunChange>[] = [
  ['emailAddress', ({ address }) => address],
  ['contact', ({ contact }) => contact],
  ['at', ({ at }) => at.toISOString()],
  ['field', ({ field }) => field],
  ['before', ({ from }) => from],
  ['after', ({ to }) => to],
  ['ruleType', ({ ruleType }) => ruleType],
  ['ruleId', ({ ruleId }) => ruleId],
  ['imported', ({ superseded }) => (superseded ? 'no, Eloqua held a newer value' : '')],
]

/** What a run of wash-contacts changed. */
export function downloadRunChanges(server: Server, { queueDb, rulesDb }: ApiContext): void {
  server.get(
    '/runs/:id/changes.csv',
    {
      config: { role: 'reader', heavy: true },
      schema: {
        tags: ['downloads'],
        summary: 'Each field that a run of wash-contacts changed, before and after; kept for 90 days',
        params: OfId,
        querystring: Exact({ for: CsvReader }),
        response: csvResponse,
      },
    },
    async ({ params: { id }, query: { for: reader } }, reply) => {
      if ((await readRun(queueDb, id)) === undefined) throw notFound('run with this id')
      const pages = changesOfRun({ queueDb, rulesDb }, id)
      return sendCsv(reply, { name: `changes-of-run-${id}`, reader, columns, pages })
    },
  )
}
