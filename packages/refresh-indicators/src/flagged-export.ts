import {
  type BatchTally,
  type EndedOutcome,
  type HaltReason,
  type ImportGroup,
  type ImportOrder,
  type IndicatorObject,
  importRecords,
  indicatorImport,
  indicatorKeys,
  indicatorRow,
  isUselessExport,
  MissingColumns,
  type RecordResult,
  reportSync,
  type SyncJournal,
  SyncPostponedError,
  splitBudget,
  whyUseless,
} from '@dwmops/bulk-sync'
import type { StageContext } from '@dwmops/job-runner'
import { FlaggedBefore } from './flagged-before.ts'

/** What becomes of an export that has ended: its records are flagged by an import. */
export class FlaggedExport {
  readonly journal: SyncJournal
  readonly object: IndicatorObject
  readonly tally: BatchTally = { success: 0, warning: 0, errored: 0 }
  /** Why the import of one went no further. */
  haltedBy: HaltReason | undefined
  /** Whether the records of one were imported. */
  hasFlagged = false
  readonly #context: StageContext<'refresh-indicators'>
  readonly #budget = splitBudget()
  readonly #flaggedBefore: FlaggedBefore

  constructor(context: StageContext<'refresh-indicators'>, journal: SyncJournal, object: IndicatorObject) {
    this.#context = context
    this.journal = journal
    this.object = object
    this.#flaggedBefore = new FlaggedBefore(context)
  }

  /**
   * The entry of the export stays open until its import has ended: a run that dies before that import begins is resumed from the same
   * data, and no other run exports the same records meanwhile. Throws EloquaSyncFailedError when the export ended badly, and
   * EloquaNotFoundError when Eloqua does not have its data any more, UnusableExportError when it lacks the address: the export is given up then. SyncPostponedError when the run's time is
   * over before the import is begun.
   */
  async flag(outcome: EndedOutcome): Promise<void> {
    const { journal, tally } = this
    await journal.requireGood(outcome)
    const addresses = outcome.verdict.empty ? [] : await this.#readOrGiveUp(outcome)
    this.#context.count({ in: addresses.length })
    if (!(await journal.ledger.touch(outcome.entry.id))) {
      this.#context.log.warn({ entry: outcome.entry.id }, 'another run has taken the export over')
      return
    }
    await this.#flaggedBefore.report(addresses)
    const group = this.#groupOf(addresses)
    const end = await importRecords(this.#order(group), [group], tally).catch(this.#postpone)
    await journal.close(outcome, { records: addresses.length })
    if (end.state === 'halted') this.haltedBy = end.reason
    else this.hasFlagged ||= addresses.length > 0
  }

  /** Time that is over before the import is begun is no success here: the next run comes a day later. */
  readonly #postpone = (error: unknown): never => {
    throw error === this.#context.deadlineSignal.reason ? SyncPostponedError.noTime('import') : error
  }

  async #readOrGiveUp(outcome: EndedOutcome): Promise<string[]> {
    try {
      return [...(await this.#readAddresses(outcome))]
    } catch (error) {
      if (isUselessExport(error)) await this.journal.giveUp(outcome.entry, whyUseless(error))
      throw error
    }
  }

  /** Addresses as the object holds them, each once. Throws UnusableExportError for an export that lacks them. */
  async #readAddresses({ sync }: EndedOutcome): Promise<Set<string>> {
    const { settings, abortSignal: signal } = this.#context
    const addresses = new Set<string>()
    const missing = new MissingColumns(['emailAddress'])
    for await (const row of this.journal.eloqua.syncs.data(sync.uri, { signal })) {
      missing.look(row)
      const { emailAddress: address = '' } = row
      if (address.trim() !== '') addresses.add(address)
      if (addresses.size === settings.batchSize) break
    }
    missing.require(['emailAddress'], sync.uri)
    return addresses
  }

  #groupOf(addresses: readonly string[]): ImportGroup {
    const records = addresses.map((address, index) => {
      return { id: String(index).padStart(9, '0'), row: indicatorRow(address) }
    })
    const definition = indicatorImport(this.object, `dwmops refresh-indicators ${this.#context.runId}`)
    return { definition, records }
  }

  #order({ records }: ImportGroup): ImportOrder {
    const { settings, log, abortSignal: signal, eloquaWrite: mayWrite } = this.#context
    const addressOf = new Map(records.map(({ id, row }) => [id, row['emailAddress'] ?? '']))
    return {
      ...{ journal: this.journal, log, signal, mayWrite },
      keys: indicatorKeys,
      upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
      budget: this.#budget,
      ended: (outcome, verdict) => reportSync(this.#context, indicatorKeys, outcome, verdict),
      settle: async (results) => {
        countResults(this.#context, results)
        const accepted = results.filter(({ result }) => result === 'accepted' && mayWrite)
        await this.#flaggedBefore.note(accepted.map(({ id }) => addressOf.get(id) ?? ''))
      },
    }
  }
}

function countResults(context: StageContext<'refresh-indicators'>, results: readonly RecordResult[]): void {
  const byResult = Map.groupBy(results, ({ result }) => result)
  const count = (result: RecordResult['result']) => byResult.get(result)?.length ?? 0
  context.count({ out: count('accepted'), failed: count('rejected'), again: count('again') })
  const codes = Map.groupBy(results, (one) => (one.result === 'rejected' ? one.code : ''))
  for (const [code, rejected] of codes) {
    if (code !== '')
      context.log.error({ code, records: rejected.length }, 'indicator records rejected by Eloqua')
  }
}
