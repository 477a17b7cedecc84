import { Readable } from 'node:stream'
import { csvWriter } from '@dwmops/record-files'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'

/** Who reads the file. */
export const CsvReader = Type.Enum(['spreadsheet', 'program'], {
  default: 'spreadsheet',
  description:
    "spreadsheet: UTF-8 with a byte order mark, and `'` before a value that it would take for a formula; program: values as they are",
})

/** Answers of a route that sends CSV. */
export const csvResponse = { 200: { content: { 'text/csv': { schema: Type.String() } } } }

/** A column: its heading, and its cell of each row. */
export type CsvColumn<Row> = readonly [title: string, cell: (row: Row) => unknown]

interface Csv<Row> {
  /** Of the file, without its ending; no contact data. */
  readonly name: string
  readonly reader: 'spreadsheet' | 'program'
  readonly columns: readonly CsvColumn<Row>[]
  readonly pages: AsyncIterable<readonly Row[]>
}

/**
 * Sends rows as CSV while they are read: memory does not grow with them. What fails before the first page is there is a problem as ever; what
 * fails later breaks the connection, so that half a file is not taken for a whole one.
 */
export async function sendCsv<Row>(reply: FastifyReply, csv: Csv<Row>): Promise<FastifyReply> {
  const pages = csv.pages[Symbol.asyncIterator]()
  const first = await pages.next()
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${csv.name.replaceAll(/[^\w.-]/g, '-')}.csv"`)
    .send(Readable.from(textOf(csv, first, pages)))
}

async function* textOf<Row>(
  { reader, columns }: Csv<Row>,
  first: IteratorResult<readonly Row[]>,
  rest: AsyncIterator<readonly Row[]>,
): AsyncGenerator<string> {
  const write = csvWriter({ safeFromFormulas: reader === 'spreadsheet' })
  yield (reader === 'spreadsheet' ? '\uFEFF' : '') + write([columns.map(([title]) => title)])
  try {
    for (let page = first; page.done !== true; page = await rest.next()) {
      const text = write(page.value.map((row) => columns.map(([, cell]) => cell(row))))
      if (text !== '') yield text
    }
  } finally {
    await rest.return?.()
  }
}
