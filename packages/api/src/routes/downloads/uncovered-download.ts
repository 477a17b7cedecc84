import { uncoveredValues } from '@dwmops/insight'
import type { ApiContext } from '../../context.ts'
import { type CsvColumn, CsvReader, csvResponse, sendCsv } from '../../csv/csv-answer.ts'
import { Exact } from '../../schemas/parts.ts'
import type { Server } from '../../server/server.ts'

interface Uncovered {
  readonly field: string
  readonly value: string
  readonly contacts: number
}

const columns: readonly CsvColumn<Uncovered>[] = [
  ['field', ({ field }) => field],
  ['value', ({ value }) => value],
  ['contacts', ({ contacts }) => contacts],
]

const mostOfAField = 500

/** Values that no rule covers. */
export function downloadUncovered(server: Server, { queueDb, rulesDb, settings }: ApiContext): void {
  server.get(
    '/analytics/uncovered.csv',
    {
      config: { role: 'reader', heavy: true, wholeSet: true },
      schema: {
        tags: ['downloads'],
        summary: `Values that no rule covers, the ${mostOfAField} most frequent of each field`,
        querystring: Exact({ for: CsvReader }),
        response: csvResponse,
      },
    },
    async ({ query: { for: reader } }, reply) => {
      const options = { configName: settings.configName, limit: mostOfAField }
      const pages = uncoveredByField(await uncoveredValues({ queueDb, rulesDb }, options))
      return sendCsv(reply, { name: 'uncovered-values', reader, columns, pages })
    },
  )
}

async function* uncoveredByField({
  fields,
}: Awaited<ReturnType<typeof uncoveredValues>>): AsyncGenerator<Uncovered[]> {
  for (const { field, values } of fields)
    yield values.map(({ value, contacts }) => ({ field, value, contacts }))
}
