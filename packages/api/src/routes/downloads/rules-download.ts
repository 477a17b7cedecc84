import type { RuleQuery, RuleStore } from '@dwmops/rule-store'
import type { ApiContext } from '../../context.ts'
import { type CsvColumn, CsvReader, csvResponse, sendCsv } from '../../csv/csv-answer.ts'
import { ruleAnswer } from '../../rules/rule-answers.ts'
import { Exact } from '../../schemas/parts.ts'
import { type Rule, ruleFilters } from '../../schemas/rule.ts'
import type { Server } from '../../server/server.ts'

/** What rules of all kinds say. */
const keys = [
  'fieldName',
  'find',
  'pattern',
  'includes',
  'excludes',
  'begins',
  'ends',
  'deriveFieldName',
  'lookupVals',
  'replace',
  'value',
]

const columns: readonly CsvColumn<Rule>[] = [
  ['collection', ({ collection }) => collection],
  ['id', ({ id }) => id],
  ...keys.map((key): CsvColumn<Rule> => [key, ({ document }) => document[key]]),
]

/** Rules in the order in which they are tried. */
export function downloadRules(server: Server, { store }: ApiContext): void {
  server.get(
    '/rules.csv',
    {
      config: { role: 'reader', heavy: true },
      schema: {
        tags: ['downloads'],
        summary: 'Rules in the order in which they are tried, by collection, field and text',
        querystring: Exact({ ...ruleFilters, for: CsvReader }),
        response: csvResponse,
      },
    },
    async ({ query: { for: reader, q, ...rest } }, reply) =>
      sendCsv(reply, { name: 'rules', reader, columns, pages: rulesOf(store, { ...rest, text: q }) }),
  )
}

/** All rules of a query, a page at a time. */
export async function* rulesOf(store: RuleStore, query: RuleQuery): AsyncGenerator<Rule[]> {
  let cursor: string | undefined
  do {
    const page = await store.findRules({ ...query, limit: 1_000, cursor })
    yield page.rules.map(ruleAnswer)
    cursor = page.cursor
  } while (cursor !== undefined)
}
