import { InputError, type Output, type RecordFile } from '@dwmops/record-files'
import type { ChunkWasher, ShownFailure, WashedChunk } from './chunk-washer.ts'
import type { RecordIds } from './record-ids.ts'
import { ThreadPool } from './thread-pool.ts'
import type { WashProgress } from './wash-progress.ts'
import type { WashReport } from './wash-report.ts'

/** What became of the records so far. */
export interface Tally {
  records: number
  changed: number
  failed: number
  /** Of those, rows of CSV with fewer or more values than the header. */
  misfits: number
  readonly ids: RecordIds
  /** Why the input could not be read to its end. */
  broken?: InputError
}

export interface WashChunksOptions {
  readonly washer: ChunkWasher
  /** How many threads wash a large file, this one among them. */
  readonly threads: number
  readonly report: WashReport | undefined
  readonly progress: WashProgress
  /** Where rejected records go, as soon as their chunk is washed. */
  readonly rejects: Pick<Output, 'write'> | undefined
  /** Hears why a record failed that is not in the output. */
  readonly onFailure: (failure: ShownFailure) => void
}

/**
 * The text of washed records, a chunk at a time in the order of the file, keeping the tally. What was read before the input broke
 * off is washed all the same; why it broke off is in the tally then.
 */
export async function* washChunks(
  source: RecordFile,
  options: WashChunksOptions,
  tally: Tally,
): AsyncGenerator<string> {
  yield options.washer.begin()
  await options.rejects?.write(options.washer.beginRejects())
  for await (const washed of untilBroken(washedInOrder(source, options), tally)) {
    yield washed.text
    if (washed.rejects !== '') await options.rejects?.write(washed.rejects)
    count(washed, options, tally)
  }
  options.progress.end()
}

/** Ends where the input breaks off, and notes why. */
async function* untilBroken(chunks: AsyncIterable<WashedChunk>, tally: Tally): AsyncGenerator<WashedChunk> {
  try {
    for await (const washed of chunks) {
      yield washed
      if (washed.broken === undefined) continue
      tally.broken = new InputError(washed.broken.place, washed.broken.reason)
      return
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    tally.broken = error
  }
}

function count(washed: WashedChunk, { report, progress, onFailure }: WashChunksOptions, tally: Tally): void {
  tally.records += washed.records
  tally.changed += washed.changed
  tally.failed += washed.failed
  tally.misfits += washed.misfits
  tally.ids.add(washed.ids)
  for (const failure of washed.failures) onFailure(failure)
  report?.merge(washed.changes)
  progress.at(tally.records)
}

/** Chunks that are washed before threads are started: what takes a second alone would gain nothing by them. */
const chunksAlone = 128

async function* washedInOrder(
  { chunks }: RecordFile,
  { washer, threads }: WashChunksOptions,
): AsyncGenerator<WashedChunk> {
  let pool: ThreadPool | undefined
  let alone = 0
  let breakOff: unknown
  try {
    try {
      for await (const chunk of chunks) {
        const setup = threads > 1 && alone >= chunksAlone ? washer.settled() : undefined
        if (setup !== undefined) pool ??= new ThreadPool(setup, threads - 1)
        if (pool === undefined) {
          alone += 1
          yield washer.wash(chunk)
          continue
        }
        await pool.add(chunk, (own) => washer.wash(own))
        yield* pool.ready()
      }
    } catch (error) {
      breakOff = error // what was read before it comes first
    }
    if (pool !== undefined) yield* pool.rest()
    if (breakOff !== undefined) throw breakOff
  } finally {
    await pool?.end()
  }
}
