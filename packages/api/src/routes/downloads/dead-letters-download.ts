import type { DeadLetter, DeadLetterFilter, Queue } from '@dwmops/mongo-queue'
import type { ApiContext } from '../../context.ts'
import { type CsvColumn, CsvReader, csvResponse, sendCsv } from '../../csv/csv-answer.ts'
import { deadLetterFilters } from '../../schemas/dead-letter.ts'
import { Exact } from '../../schemas/parts.ts'
import type { Server } from '../../server/server.ts'

const columns: readonly CsvColumn<DeadLetter>[] = [
  ['emailAddress', ({ key }) => key],
  ['queue', ({ queue }) => queue],
  ['code', ({ reason }) => reason?.code],
  ['reason', ({ reason }) => reason?.message],
  ['failed at', ({ reason, enteredAt }) => (reason?.at ?? enteredAt).toISOString()],
  ['attempts', ({ attempts }) => attempts],
  ['export', ({ batch }) => batch?.name],
  ['item', ({ id }) => id],
]

/** Contacts that failed for good, with their reasons. */
export function downloadDeadLetters(server: Server, { queue }: ApiContext): void {
  server.get(
    '/dead-letters.csv',
    {
      config: { role: 'reader', heavy: true },
      schema: {
        tags: ['downloads'],
        summary: 'Dead letters with their reasons',
        querystring: Exact({ ...deadLetterFilters, for: CsvReader }),
        response: csvResponse,
      },
    },
    async ({ query: { for: reader, q, ...rest } }, reply) => {
      const filter = { ...rest, ...(q !== undefined && { text: q }) }
      return sendCsv(reply, { name: 'dead-letters', reader, columns, pages: lettersOf(queue, filter) })
    },
  )
}

async function* lettersOf(queue: Queue, filter: DeadLetterFilter): AsyncGenerator<DeadLetter[]> {
  let cursor: string | undefined
  do {
    const page = await queue.deadLetters(filter, { limit: 1_000, ...(cursor !== undefined && { cursor }) })
    yield page.letters
    cursor = page.cursor
  } while (cursor !== undefined)
}
