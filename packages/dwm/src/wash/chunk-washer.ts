import { compileWasher, type RuleDocuments, type Washer, type WashFailure } from '@dwmops/core'
import {
  type Chunk,
  type ChunkShape,
  type Column,
  InputError,
  type Place,
  type ReadRecord,
  type RecordFormat,
  readChunk,
} from '@dwmops/record-files'
import { idHash } from './record-ids.ts'
import { type RejectText, rejectText } from './reject-text.ts'
import { type Change, WashReport } from './wash-report.ts'
import { MissingColumnError, type WashedText, washedText } from './washed-text.ts'

/** Everything that washing a chunk needs, in a form that goes from one thread to another. */
export interface ChunkSetup {
  readonly rules: RuleDocuments
  readonly config: unknown
  readonly shape: ChunkShape
  readonly to: RecordFormat
  /** Columns of CSV output, where they are known before the first record. */
  readonly outputColumns?: readonly Column[] | undefined
  readonly history: boolean
  readonly safeFromFormulas: boolean
  /** Seconds for all histories; now when undefined. */
  readonly timestamp: number | undefined
  /** The file for rejected records, when there is one. */
  readonly rejects: string | undefined
  readonly report: boolean
}

/** A record that failed and is not in the output. */
export type ShownFailure = Pick<WashFailure, 'code' | 'reason'> & { readonly line: number }

/** What became of a chunk; it goes from one thread to another. */
export interface WashedChunk {
  text: string
  records: number
  changed: number
  failed: number
  /** Of those, rows of CSV with fewer or more values than the header. */
  misfits: number
  /** {@link idHash} of each record that is washed and has a field for it. */
  ids: Float64Array
  readonly failures: ShownFailure[]
  rejects: string
  changes: readonly Change[]
  /** Why the chunk could not be read to its end. */
  broken: { readonly place: Place | undefined; readonly reason: string } | undefined
}

/** Washes the chunks of a file one by one. Several of them, in threads of their own, do what one does. */
export class ChunkWasher {
  readonly #setup: ChunkSetup
  readonly #washer: Washer
  readonly #text: WashedText
  readonly #rejects: RejectText | undefined

  constructor(setup: ChunkSetup, washer: Washer = compileWasher(setup.rules, setup.config)) {
    this.#setup = setup
    this.#washer = washer
    this.#text = washedText({ ...setup, ...setup.shape, columns: setup.outputColumns ?? setup.shape.columns })
    this.#rejects = setup.rejects === undefined ? undefined : rejectText(setup.rejects, setup.shape)
  }

  /** The field that identifies a record. */
  get idField(): string {
    return this.#washer.history.idField
  }

  /** What stands before the first chunk in the output. */
  begin(): string {
    return this.#text.begin()
  }

  /** What stands before the first record in the file of rejects. */
  beginRejects(): string {
    return this.#rejects?.begin ?? ''
  }

  /** The setup for others that go on where this one ends; undefined while the first record has yet to name the columns of the output. */
  settled(): ChunkSetup | undefined {
    const { to } = this.#setup
    if (to !== 'csv') return this.#setup
    const { columns } = this.#text
    return columns && { ...this.#setup, outputColumns: columns }
  }

  wash(chunk: Chunk): WashedChunk {
    const washed: WashedChunk = {
      ...{ text: '', records: 0, changed: 0, failed: 0, misfits: 0, ids: new Float64Array() },
      ...{ failures: [], rejects: '', changes: [] },
      broken: undefined,
    }
    const report = this.#setup.report ? new WashReport(Number.POSITIVE_INFINITY) : undefined
    const ids: number[] = []
    try {
      for (const read of readChunk(chunk, this.#setup.shape)) {
        const id = this.#washOne(read, washed, report)?.[this.idField]
        if (typeof id === 'string') ids.push(idHash(id))
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      washed.broken = { place: error.place, reason: error.reason }
    }
    washed.ids = Float64Array.from(ids)
    washed.text = this.#text.take()
    washed.rejects = this.#rejects?.take() ?? ''
    washed.changes = report?.changes() ?? []
    return washed
  }

  /** The washed record; undefined for one that failed. */
  #washOne(read: ReadRecord, washed: WashedChunk, report: WashReport | undefined) {
    washed.records += 1
    const result = this.#resultOf(read)
    if (!result.ok) {
      this.#fail(read, result.error, washed)
      return undefined
    }
    if (result.washed.changed) washed.changed += 1
    report?.add(result.washed.changes)
    return result.washed.record
  }

  #resultOf({ record, fault }: ReadRecord) {
    if (fault !== undefined) return unreadable(fault)
    const timestamp = this.#setup.timestamp ?? Date.now() / 1000
    const washed = this.#washer.wash(record as Record<string, unknown>, timestamp)
    if (!washed.ok) return washed
    try {
      this.#text.add(washed)
      return { ok: true, washed } as const
    } catch (error) {
      if (error instanceof MissingColumnError) return unreadable(error.message)
      throw error
    }
  }

  #fail(read: ReadRecord, error: WashFailure, washed: WashedChunk): void {
    washed.failed += 1
    if (read.cells !== undefined) washed.misfits += 1
    this.#rejects?.add(read, error)
    const isInOutput = this.#text.addFailed(read, error)
    if (!isInOutput) washed.failures.push({ line: read.line, code: error.code, reason: error.reason })
  }
}

function unreadable(reason: string) {
  const error: WashFailure = {
    code: 'NOT_A_RECORD',
    id: undefined,
    field: undefined,
    rule: undefined,
    reason,
  }
  return { ok: false, error } as const
}
