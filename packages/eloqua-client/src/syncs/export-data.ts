import type { Row } from '../eloqua.ts'
import {
  type EloquaError,
  EloquaResponseError,
  EloquaTimeoutError,
  EloquaUnavailableError,
} from '../errors.ts'
import type { Bounds } from '../http/bounds.ts'
import { NetworkFault } from '../http/network-fault.ts'
import type { ApiResponse } from '../http/request.ts'
import { backoffMs } from '../http/retry.ts'
import type { Transport } from '../http/transport.ts'
import type { CallOptions } from '../metadata/metadata.ts'
import { morePages } from '../metadata/more-pages.ts'
import { pageEnd } from '../schemas.ts'
import { RowScanner } from './row-scanner.ts'

/** Eloqua's own largest page of export data. */
const largestPage = 50_000

/**
 * Rows of an ended export sync, page after page, none held whole. When a page breaks off it is resumed behind the last
 * row that came: paging by offset rests on the same order anyway.
 */
export async function* dataOf(
  transport: Transport,
  syncUri: string,
  { pageSize = largestPage, ...options }: CallOptions & { pageSize?: number } = {},
): AsyncGenerator<Row, void, undefined> {
  const path = `${syncUri}/data`
  const bounds = transport.bounds(options)
  let offset = 0
  let more = true
  let pages = 0
  for (let breaks = 0; more; ) {
    const limit = Math.min(Math.max(1, pageSize), largestPage)
    const query = { limit, offset }
    const answer = await transport.call({ method: 'GET', path, query, read: async (whole) => whole }, options)
    const page = pageReader(answer)
    const startedAt = offset
    try {
      for await (const rows of page.rows()) {
        offset += rows.length
        yield* rows
      }
      const end = page.end()
      pages += 1
      more = morePages(end, { path, offset, count: offset - startedAt, limit, pages })
      if (!more && typeof end.totalResults === 'number' && offset < end.totalResults)
        transport.onShortExport({ syncUri, rows: offset, totalResults: end.totalResults })
      breaks = 0
    } catch (error) {
      if (!(error instanceof NetworkFault)) throw error
      breaks = offset > startedAt ? 1 : breaks + 1
      await pauseAfterBreak(error, { breaks, path, transport, bounds })
    } finally {
      answer.close()
    }
  }
}

function pageReader(answer: ApiResponse) {
  const scanner = new RowScanner()
  return {
    async *rows(): AsyncGenerator<Row[], void, undefined> {
      for await (const chunk of answer.chunks()) yield scanner.push(chunk).map(toRow)
    },
    end: () => endOf(scanner.end()),
  }
}

/** Such as the text "Not authenticated." in place of a page. */
function endOf(page: unknown) {
  const end = pageEnd.safeParse(page)
  if (!end.success) throw new EloquaResponseError('export data: the answer is not a page')
  return end.data
}

async function pauseAfterBreak(
  fault: NetworkFault,
  { breaks, path, transport, bounds }: { breaks: number; path: string; transport: Transport; bounds: Bounds },
): Promise<void> {
  bounds.check(`GET ${path}`)
  if (breaks >= transport.retry.attempts) throw brokenOff(fault, path, breaks)
  await bounds.sleep(backoffMs(breaks, transport.retry, Math.random()), `GET ${path}`)
}

function brokenOff(cause: NetworkFault, path: string, attempts: number): EloquaError {
  const message = `GET ${path}: broke off ${attempts} times in a row (${cause.message}): try later`
  const facts = { method: 'GET', path, attempts, cause }
  return cause.kind === 'timeout'
    ? new EloquaTimeoutError(message, facts)
    : new EloquaUnavailableError(message, facts)
}

/** All values are strings as far as is known; null and numbers are made so. */
function toRow(raw: unknown): Row {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new EloquaResponseError('export data: a row is not an object')
  }
  const row = raw as Record<string, unknown>
  for (const key in row) {
    const value = row[key]
    if (typeof value !== 'string') row[key] = value === null || value === undefined ? '' : String(value)
  }
  return row as Row
}
