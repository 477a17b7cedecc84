import type { EndedOutcome, SyncJournal } from '@dwmops/bulk-sync'
import { EloquaNotFoundError } from '@dwmops/eloqua-client'
import type { StageContext } from '@dwmops/job-runner'
import type { Queue } from '@dwmops/mongo-queue'
import { storeContacts } from './store-contacts.ts'
import { takeOffList } from './take-off-list.ts'

/** What becomes of an export that has ended: its contacts are stored, then taken off their list. */
export class StoredExport {
  readonly journal: SyncJournal
  readonly #context: StageContext<'get-contacts'>
  readonly #queue: Queue

  constructor(context: StageContext<'get-contacts'>, journal: SyncJournal, queue: Queue) {
    this.#context = context
    this.journal = journal
    this.#queue = queue
  }

  /**
   * `list`: the statement of the list that was exported. When Eloqua does not have the data any more the export is given up and
   * that error returned: what it held is still on the list, and the next export brings it.
   */
  async storeAndTakeOff(exported: EndedOutcome, list: string): Promise<EloquaNotFoundError | undefined> {
    await this.journal.requireGood(exported)
    const contactIds = exported.verdict.empty ? [] : await this.#store(exported).catch(goneOrThrow)
    if (contactIds instanceof EloquaNotFoundError) {
      await this.journal.giveUp(exported.entry, 'its data is gone')
      return contactIds
    }
    if (contactIds.length > 0 && !(await this.#takeOff(exported.entry.id, list, contactIds))) return undefined
    await this.journal.close(exported, { contacts: contactIds.length })
    return undefined
  }

  async #store({ entry, sync }: EndedOutcome): Promise<string[]> {
    const { log, settings } = this.#context
    const rows = this.journal.eloqua.syncs.data(sync.uri, { signal: this.#context.abortSignal })
    const { contactIds, ...counts } = await storeContacts(this.#queue, rows, {
      batch: {
        id: entry.id,
        name: `${settings.exportList} ${sync.endedAt ?? entry.plannedAt.toISOString()}`,
      },
      exportedAt: timeOf(sync.endedAt) ?? entry.plannedAt,
      maxRows: settings.batchSize,
      onStored: async (stored) => {
        this.#context.count({ in: stored, out: stored })
        await this.journal.ledger.touch(entry.id)
      },
    })
    this.#context.count({ out: -counts.dead, failed: counts.dead })
    log.info({ contacts: contactIds.length, ...counts }, 'contacts stored')
    return contactIds
  }

  /** False when it could not be done within this run: the next one does it. */
  async #takeOff(exportId: string, list: string, contactIds: readonly string[]): Promise<boolean> {
    const { eloquaWrite, log, runId, abortSignal: signal } = this.#context
    if (!eloquaWrite) {
      log.info({ list, contacts: contactIds.length }, 'eloqua write skipped')
      return true
    }
    // whoever took a silent run's export over takes its contacts off: once more, and those put there again would be lost
    if (!(await this.journal.ledger.touch(exportId))) {
      log.warn({ entry: exportId }, 'another run has taken the export over, its contacts are left to it')
      return false
    }
    const order = { list, contactIds, exportId, name: `dwmops get-contacts ${runId}`, signal }
    return (await takeOffList(this.journal, order)) === 'ended'
  }
}

function goneOrThrow(error: unknown): EloquaNotFoundError {
  if (error instanceof EloquaNotFoundError) return error
  throw error
}

/** A time of Eloqua, if it can be read. */
function timeOf(text: string | undefined): Date | undefined {
  const time = new Date(text ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time
}
