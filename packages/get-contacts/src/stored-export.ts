import {
  type EndedOutcome,
  isUselessExport,
  type SyncJournal,
  type UselessExport,
  whyUseless,
} from '@dwmops/bulk-sync'
import type { StageContext } from '@dwmops/job-runner'
import type { Queue } from '@dwmops/mongo-queue'
import { type HeldExport, holdExport } from './hold-export.ts'
import { lastTakeOff } from './last-take-off.ts'
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
   * `list`: the statement of the list that was exported. When Eloqua does not have the data any more, or it cannot be used, the export is
   * given up and that error returned: what it held is still on the list, and the next export brings it.
   */
  async storeAndTakeOff(exported: EndedOutcome, list: string): Promise<UselessExport | undefined> {
    await this.journal.requireGood(exported)
    const contactIds = exported.verdict.empty ? [] : await this.#store(exported, list).catch(uselessOrThrow)
    if (contactIds instanceof Error) {
      await this.journal.giveUp(exported.entry, whyUseless(contactIds))
      return contactIds
    }
    if (contactIds.length > 0 && !(await this.#takeOff(exported.entry.id, list, contactIds))) return undefined
    await this.journal.close(exported, { contacts: contactIds.length })
    return undefined
  }

  async #store({ entry, sync }: EndedOutcome, list: string): Promise<string[]> {
    const { log, settings } = this.#context
    const { rows, lacking } = await this.#read(entry.id, sync.uri)
    if (Object.keys(lacking).length > 0)
      log.warn({ syncUri: sync.uri, lacking }, 'export lacks columns: these fields of its rows are not known')
    const last = await lastTakeOff(this.journal.ledger, list)
    const { contactIds, returned, ...counts } = await storeContacts(this.#queue, rows.batches(), {
      batch: {
        id: entry.id,
        name: `${settings.exportList} ${sync.endedAt ?? entry.plannedAt.toISOString()}`,
      },
      exportedAt: timeOf(sync.endedAt) ?? entry.plannedAt,
      before: last?.exportId === entry.id ? undefined : last?.exportId,
      onStored: async (stored) => {
        this.#context.count({ in: stored, out: stored })
        await this.journal.ledger.touch(entry.id)
      },
    })
    this.#context.count({ out: -counts.dead, failed: counts.dead })
    log.info({ contacts: contactIds.length, ...counts }, 'contacts stored')
    if (last !== undefined && returned > 0) this.#reportReturned({ list, returned, takenOff: last.contacts })
    return contactIds
  }

  #read(entryId: string, syncUri: string): Promise<HeldExport> {
    const { settings, abortSignal: signal } = this.#context
    return holdExport(this.journal.eloqua.syncs.data(syncUri, { signal }), {
      syncUri,
      columns: Object.keys(settings.contactFields),
      maxRows: settings.batchSize,
      onRead: () => this.journal.ledger.touch(entryId),
    })
  }

  /** Some may have been put on the list again within so short a time; when most of them are there, it does not empty. */
  #reportReturned(found: { list: string; returned: number; takenOff: number }): void {
    this.#context.count({ returned: found.returned })
    if (found.returned * 2 < found.takenOff) return
    this.#context.log.warn(found, 'contacts that were taken off the list are on it again: it may not empty')
  }

  /** False when it could not be done within this run: the next one does it. */
  async #takeOff(exportId: string, list: string, contactIds: readonly string[]): Promise<boolean> {
    const { eloquaWrite, log, runId, abortSignal: signal } = this.#context
    if (!eloquaWrite) {
      log.info({ list, contacts: contactIds.length }, 'eloqua write skipped')
      return true
    }
    // the run that took a silent run's export over takes its contacts off: once more, and those put there again would be lost
    if (!(await this.journal.ledger.touch(exportId))) {
      log.warn({ entry: exportId }, 'another run has taken the export over, its contacts are left to it')
      return false
    }
    const order = { list, contactIds, exportId, name: `dwmops get-contacts ${runId}`, signal }
    return (await takeOffList(this.journal, order)) === 'ended'
  }
}

function uselessOrThrow(error: unknown): UselessExport {
  if (isUselessExport(error)) return error
  throw error
}

/** A time of Eloqua, if it can be read. */
function timeOf(text: string | undefined): Date | undefined {
  const time = new Date(text ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time
}
