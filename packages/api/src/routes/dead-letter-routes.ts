import type { DeadLetter as Letter } from '@dwmops/mongo-queue'
import { iso } from '../answers.ts'
import type { ApiContext } from '../context.ts'
import { isHexPlace, pageOf, placeOf } from '../paging.ts'
import {
  type DeadLetter,
  type DeadLetterChoice,
  DeadLetterChoiceSchema,
  DeadLetterCountSchema,
  DeadLetterSchema,
  deadLetterFilters,
  SettleQuerySchema,
} from '../schemas/dead-letter.ts'
import { Counted, ListOf, PageOf, PageQuery } from '../schemas/parts.ts'
import type { Server } from '../server/server.ts'

const tags = ['dead letters']

/** Contacts that failed for good, until a person decides. */
export function deadLetterRoutes(server: Server, context: ApiContext): void {
  listLetters(server, context)
  countLetters(server, context)
  settleLetters(server, context, 'redrive', 'Sends dead letters back to their queue with fresh attempts')
  settleLetters(server, context, 'discard', 'Ends dead letters; they stay readable for 7 days')
}

function listLetters(server: Server, { queue }: ApiContext): void {
  server.get(
    '/dead-letters',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'Dead letters with their reasons',
        querystring: PageQuery(deadLetterFilters),
        response: { 200: PageOf(DeadLetterSchema) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const after = placeOf(cursor, isHexPlace)?.[0]
      const page = { limit: limit + 1, ...(after !== undefined && { cursor: after }) }
      const { letters } = await queue.deadLetters(filter, page)
      return pageOf(letters, limit, { place: ({ id }) => [id], answer: letterAnswer })
    },
  )
}

function countLetters(server: Server, { queue }: ApiContext): void {
  server.get(
    '/dead-letters/summary',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'How many there are by queue and reason',
        response: { 200: ListOf(DeadLetterCountSchema) },
      },
    },
    async () => ({ items: await queue.deadLetterCounts() }),
  )
}

function settleLetters(
  server: Server,
  { queue }: ApiContext,
  decision: 'redrive' | 'discard',
  summary: string,
): void {
  server.post(
    `/dead-letters/${decision}`,
    {
      config: { role: 'operator' },
      schema: {
        tags,
        summary,
        querystring: SettleQuerySchema,
        body: DeadLetterChoiceSchema,
        response: { 200: Counted },
      },
    },
    async ({ body, query, facts }) => {
      Object.assign(facts, choiceFacts(body))
      const { all: _, ...filter } = body
      const count = await queue[decision](filter, query)
      facts['count'] = count
      return { count }
    },
  )
}

function choiceFacts({ ids, queue, code, all }: DeadLetterChoice): Record<string, string | number | boolean> {
  return {
    ...(queue !== undefined && { queue }),
    ...(code !== undefined && { code }),
    ...(ids !== undefined && { ids: ids.slice(0, 20).join(' '), named: ids.length }),
    ...(all !== undefined && { all }),
  }
}

function letterAnswer({ reason, enteredAt, batch, ...letter }: Letter): DeadLetter {
  return {
    ...letter,
    reason: reason === undefined ? null : { ...reason, at: iso(reason.at) },
    enteredAt: iso(enteredAt),
    batch: batch ?? null,
  }
}
