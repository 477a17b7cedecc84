import {
  connectEloqua,
  type Eloqua,
  EloquaSyncFailedError,
  type ImportDefinition,
  type Row,
} from '@dwmops/eloqua-client'
import { clientLogin, type Sandbox, type SandboxOptions, startSandbox } from '@dwmops/eloqua-sandbox'
import { openLedger } from '@dwmops/sync-ledger'
import type { Db } from 'mongodb'
import { pino } from 'pino'
import { type BatchTally, type ImportEnd, importRecords } from '../import/import-records.ts'
import type { ImportKeys, ImportVerdict, RecordResult } from '../import/results/record-results.ts'
import { SyncJournal } from '../syncs/sync-journal.ts'

const never = new AbortController().signal
const rows = Array.from({ length: 16 }, (_, index) => ({
  id: String(index).padStart(2, '0'),
  row: { emailAddress: `contact${index}@example.com`, firstName: 'Ann' },
}))

const definition: ImportDefinition = {
  name: 'test',
  fields: {
    emailAddress: '{{Contact.Field(C_EmailAddress)}}',
    firstName: '{{Contact.Field(C_FirstName)}}',
  },
  identifierFieldName: 'emailAddress',
}

/** Imports 16 rows into a sandbox, with a ledger in a database of its own. */
export function importingInto(fresh: () => Db) {
  async function imported(
    options: SandboxOptions,
    {
      budget = 60,
      limit = 2000,
      mayWrite = true,
      maxRows = 20_000,
      stagesTwice = false,
      keys = {},
      defined = {},
      change = () => ({}),
      other = () => ({}),
    }: How = {},
  ) {
    const sandbox = await startSandbox({ contacts: 0, ...options })
    try {
      const ledger = openLedger(fresh(), { stage: 'test', limits: { import: limit } })
      await ledger.ensureIndexes()
      const results: RecordResult[] = []
      const settled: string[][] = []
      const verdicts: ImportVerdict[] = []
      const tally: BatchTally = { success: 0, warning: 0, errored: 0 }
      const log = pino({ level: 'silent' })
      const count = () => undefined
      const real = await connectEloqua(clientLogin(sandbox))
      const uploadRows: Eloqua['uploadRows'] = async (...upload) => {
        if (stagesTwice) await real.uploadRows(...upload)
        return real.uploadRows(...upload)
      }
      const eloqua = { ...real, uploadRows, syncs: { ...real.syncs, ...change(real) }, ...other(real) }
      const end = await importRecords(
        {
          journal: new SyncJournal({
            eloqua,
            ledger,
            log,
            stopSignal: never,
            firstPollMs: 10,
            count,
            mayWrite,
          }),
          log,
          mayWrite,
          signal: never,
          keys: { identifier: 'emailAddress', unique: ['emailAddress'], ...keys },
          ended: (_, verdict) => void verdicts.push(verdict),
          upload: { maxRows, maxBytes: 1_000_000 },
          budget: { left: budget },
          settle: async (some) => {
            results.push(...some)
            settled.push(some.map(({ id }) => id))
          },
        },
        [{ definition: { ...definition, ...defined }, records: rows }],
        tally,
      )
      const { totalResults: stored } = await contactsIn(sandbox)
      return { results, settled, tally, verdicts, ledger, end, stored, syncs: (await ledger.list()).length }
    } finally {
      await sandbox.stop()
    }
  }
  return imported
}

interface How {
  readonly budget?: number
  readonly limit?: number
  readonly mayWrite?: boolean
  /** Rows a body. */
  readonly maxRows?: number
  readonly stagesTwice?: boolean
  readonly keys?: Partial<ImportKeys>
  readonly defined?: Partial<ImportDefinition>
  /** What this Eloqua's syncs do in another way. */
  readonly change?: (eloqua: Eloqua) => Partial<Eloqua['syncs']>
  /** What it does in another way besides. */
  readonly other?: (eloqua: Eloqua) => Partial<Eloqua>
}

export async function contactsIn(sandbox: Sandbox): Promise<{ readonly totalResults: number }> {
  const response = await fetch(`${sandbox.url}/sandbox/contacts`)
  return (await response.json()) as { readonly totalResults: number }
}

export function accepted(results: readonly RecordResult[]): readonly RecordResult[] {
  return results.filter(({ result }) => result === 'accepted')
}

export function rejectedIds(results: readonly RecordResult[]): string[] {
  return results.filter(({ result }) => result === 'rejected').map(({ id }) => id)
}

export function failureOf(end: ImportEnd): EloquaSyncFailedError | undefined {
  return end.state === 'halted' && end.reason instanceof EloquaSyncFailedError ? end.reason : undefined
}

export function isRowCount(code: string): boolean {
  return code === 'ELQ-00130' || code === 'ELQ-00001'
}

/** An Eloqua that counts fewer rows than it got. */
export function countingLess(eloqua: Eloqua, less: number): Partial<Eloqua['syncs']> {
  return {
    judge: async (...asked) => {
      const verdict = await eloqua.syncs.judge(...asked)
      const counts = Object.entries(verdict.counts).map(([code, count]) => [
        code,
        isRowCount(code) ? Math.max(0, count - less) : count,
      ])
      return { ...verdict, counts: Object.fromEntries(counts) }
    },
  }
}

/** One that loses the row of an address in each sync, without a word. */
export function hiding(eloqua: Eloqua, address: string): Partial<Eloqua> {
  let loses = false
  return {
    uploadRows: (uri, rows, options) => {
      const all = [...((typeof rows === 'function' ? rows() : rows) as Iterable<Row>)]
      loses = all.some(({ emailAddress }) => emailAddress === address)
      return eloqua.uploadRows(uri, () => all, options)
    },
    syncs: {
      ...eloqua.syncs,
      judge: async (...asked) => {
        const less = countingLess(eloqua, loses ? 1 : 0)
        return (less.judge ?? eloqua.syncs.judge)(...asked)
      },
    },
  }
}

/** Rejects that call another field invalid. */
export function renaming(eloqua: Eloqua, field: string): Eloqua['syncs']['rejects'] {
  return async function* rejects(...asked) {
    for await (const reject of eloqua.syncs.rejects(...asked)) yield { ...reject, invalidFields: [field] }
  }
}
