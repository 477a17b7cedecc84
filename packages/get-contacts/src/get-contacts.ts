import { type ContactList, filter } from '@dwmops/eloqua-client'
import {
  claimingQueue,
  connectStage,
  definitionLifetime,
  type EndedOutcome,
  isGood,
  type SyncJournal,
} from '@dwmops/eloqua-edge'
import type { StageContext } from '@dwmops/job-runner'
import type { Queue } from '@dwmops/mongo-queue'
import { storeContacts } from './store-contacts.ts'
import { takeOffList } from './take-off-list.ts'

type Context = StageContext<'get-contacts'>

/**
 * Exports the contacts on the export list into dwmQueue, and takes off the list exactly those that are stored. The export
 * has no side effects, and its ledger entry stays open until the list is done: a run that dies anywhere is taken up by
 * the next one from the same exported data.
 */
export async function getContacts(context: Context): Promise<void> {
  const queue = await claimingQueue(context, context.settings)
  const journal = await connectStage(context)
  const list = await journal.eloqua.lists.byName(context.settings.exportList)
  const work = new GetContacts(context, journal, queue, list)

  const earlier = await journal.takeUpUnfinished(context.settings.leaseSeconds * 1000)
  for (const outcome of earlier.ended) {
    if (outcome.entry.kind === 'export' && isGood(outcome)) await work.storeAndTakeOff(outcome)
    else await journal.close(outcome, {})
  }
  if (earlier.othersAtWork)
    context.log.info('another run is at work on an export, nothing is exported beside it')
  else if (list.count === 0) context.log.info({ list: list.name }, 'list is empty')
  else await work.exportList()
}

class GetContacts {
  readonly #context: Context
  readonly #journal: SyncJournal
  readonly #queue: Queue
  readonly #list: ContactList

  constructor(context: Context, journal: SyncJournal, queue: Queue, list: ContactList) {
    this.#context = context
    this.#journal = journal
    this.#queue = queue
    this.#list = list
  }

  async exportList(): Promise<void> {
    const { settings, runId, ending } = this.#context
    if (ending.aborted) return
    this.#context.expect(Math.min(this.#list.count ?? settings.batchSize, settings.batchSize))
    const definition = await this.#journal.eloqua.exports.create({
      name: `dwmops get-contacts ${runId}`,
      fields: settings.contactFields,
      filter: filter.exists(this.#list.statement),
      maxRecords: settings.batchSize,
      dataRetentionDuration: 'P3D',
      autoDeleteDuration: definitionLifetime,
    })
    const outcome = await this.#journal.run({ kind: 'export', definitionUri: definition.uri })
    if (outcome.state === 'ended') await this.storeAndTakeOff(outcome)
  }

  async storeAndTakeOff(exported: EndedOutcome): Promise<void> {
    await this.#journal.requireGood(exported)
    const contactIds = await this.#store(exported)
    if (contactIds.length > 0 && !(await this.#takeOff(contactIds))) return
    await this.#journal.close(exported, { contacts: contactIds.length })
  }

  async #store({ entry, sync }: EndedOutcome): Promise<string[]> {
    const { log, settings } = this.#context
    const rows = this.#journal.eloqua.syncs.data(sync.uri, { signal: this.#context.signal })
    const { contactIds, ...counts } = await storeContacts(this.#queue, rows, {
      batch: {
        id: entry.id,
        name: `${settings.exportList} ${sync.endedAt ?? entry.plannedAt.toISOString()}`,
      },
      exportedAt: timeOf(sync.endedAt) ?? entry.plannedAt,
      maxRows: settings.batchSize,
      onStored: async (stored) => {
        this.#context.count({ in: stored, out: stored })
        await this.#journal.ledger.touch(entry.id)
      },
    })
    this.#context.count({ out: -counts.dead, failed: counts.dead })
    log.info({ contacts: contactIds.length, ...counts }, 'contacts stored')
    return contactIds
  }

  /** False when it could not be done within this run: the next one does it. */
  async #takeOff(contactIds: readonly string[]): Promise<boolean> {
    if (!this.#context.eloquaWrite) {
      this.#context.log.info({ list: this.#list.name, contacts: contactIds.length }, 'eloqua write skipped')
      return true
    }
    const name = `dwmops get-contacts ${this.#context.runId}`
    return (await takeOffList(this.#journal, this.#list, contactIds, name)) === 'ended'
  }
}

/** A time of Eloqua, if it can be read. */
function timeOf(text: string | undefined): Date | undefined {
  const time = new Date(text ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time
}
