import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { type CsvColumn, CsvReader, csvResponse, sendCsv } from '../../csv/csv-answer.ts'
import { Exact } from '../../schemas/parts.ts'
import { type Rule, ruleFilters } from '../../schemas/rule.ts'
import type { Server } from '../../server/server.ts'
import { rulesOf } from './rules-download.ts'

const lookups = ['genericLookup', 'fieldSpecificLookup', 'normLookup'] as const

const columns: readonly CsvColumn<Rule>[] = [
  ['from', ({ document }) => document['find']],
  ['to', ({ document }) => document['replace']],
]

/** Lookups as a sheet that can be changed and published again. */
export function downloadSheet(server: Server, { store }: ApiContext): void {
  server.get(
    '/rule-set/sheet.csv',
    {
      config: { role: 'reader', heavy: true },
      schema: {
        tags: ['downloads'],
        summary: 'Lookups of a collection and field as a sheet of from and to',
        querystring: Exact({ as: Type.Enum([...lookups]), field: ruleFilters.field, for: CsvReader }),
        response: csvResponse,
      },
    },
    async ({ query: { as: collection, field, for: reader } }, reply) =>
      sendCsv(reply, { name: collection, reader, columns, pages: rulesOf(store, { collection, field }) }),
  )
}
