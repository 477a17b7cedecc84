import { deadLetterCode } from '@dwmops/fleet'
import type { DeadLetterFilter, DeadLetter as Letter } from '@dwmops/mongo-queue'
import { iso } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { isHexPlace, pageOf, placeOf } from '../../paging.ts'
import {
  type DeadLetter,
  DeadLetterBoundSchema,
  type DeadLetterChoice,
  DeadLetterChoiceSchema,
  DeadLetterCountSchema,
  DeadLetterSchema,
  deadLetterFilters,
  deadLetterGroup,
  type SettleQuery,
  SettleQuerySchema,
} from '../../schemas/dead-letter.ts'
import { Counted, Exact, ListOf, PageOf, PageQuery } from '../../schemas/parts.ts'
import { changedSince, confirmationRequired } from '../../server/preconditions.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['dead letters']

/** Contacts that failed for good, until a person decides. */
export function deadLetterRoutes(server: Server, context: ApiContext): void {
  listLetters(server, context)
  countLetters(server, context)
  boundLetters(server, context)
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
    async ({ query: { limit, cursor, q, ...rest } }) => {
      const filter = { ...rest, ...(q !== undefined && { text: q }) }
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
    async () => {
      const counts = await queue.deadLetterCounts()
      return { items: counts.map((group) => ({ ...group, ...helpOf(group.code) })) }
    },
  )
}

function boundLetters(server: Server, { queue }: ApiContext): void {
  server.get(
    '/dead-letters/count',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'How many are meant, and the moment that keeps later ones out when they are settled',
        querystring: Exact(deadLetterGroup),
        response: { 200: DeadLetterBoundSchema },
      },
    },
    async ({ query }) => {
      const { count, before } = await queue.deadLetterBound(query)
      return { count, before: iso(before) }
    },
  )
}

function helpOf(code: string) {
  const { meaning = null, wayOut = null } = deadLetterCode(code) ?? {}
  return { meaning, wayOut }
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
    async (request) => {
      const { body, query, facts } = request
      Object.assign(facts, choiceFacts(body))
      const { all: _, ...chosen } = body
      const { limit, before } = query
      const expected = confirmedNumber(body, query)
      const filter = { ...chosen, ...(before !== undefined && { before: new Date(before) }) }
      await refuseOtherNumber(queue, filter, expected)
      const count = await queue[decision](filter, {
        by: whoAsks(request),
        ...(limit !== undefined && { limit }),
      })
      facts['count'] = count
      return { count }
    },
  )
}

/** How many are meant. Nothing is settled that nobody has counted, or that died after the counting. */
function confirmedNumber({ ids }: DeadLetterChoice, { expected, before }: SettleQuery): number {
  if (expected !== undefined && (ids !== undefined || before !== undefined)) return expected
  throw confirmationRequired(
    ids === undefined
      ? 'expected and before are required: send the count and before that GET /dead-letters/count answers with'
      : 'expected is required: send how many contacts the ids name',
  )
}

async function refuseOtherNumber(
  queue: ApiContext['queue'],
  filter: DeadLetterFilter,
  expected: number,
): Promise<void> {
  const { count } = await queue.deadLetterBound(filter)
  if (count === expected) return
  throw changedSince(
    `${expected} dead letters were meant and ${count} of them are left: others have settled the rest; look again`,
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
