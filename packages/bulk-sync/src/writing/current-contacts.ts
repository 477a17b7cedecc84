import { filter, type Row } from '@dwmops/eloqua-client'
import type { Claim } from '@dwmops/mongo-queue'
import { UnusableExportError } from '../export/unusable-export-error.ts'
import { isUselessExport, whyUseless } from '../export/useless-export.ts'
import { definitionLifetime } from '../indicators/indicator-import.ts'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import { type EndedOutcome, isGood, type SyncOutcome } from '../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { folded } from './contact-write.ts'

/** What is to be read of the contacts that were modified since a time. */
export interface CurrentQuery {
  /** Name of the definition. */
  readonly name: string
  readonly since: Date
  /** Fields to read, key -> statement; the address and the id come with them. */
  readonly fields: Readonly<Record<string, string>>
  /** The contacts that are asked for, as {@link folded}. */
  readonly addresses: ReadonlySet<string>
  /** The claim of the contacts. */
  readonly claim: Claim
  /** The export that an earlier run began for the claim. */
  readonly earlier: EndedOutcome | undefined
  /** When this run has to end. */
  readonly endsBy: Date
  readonly signal: AbortSignal
}

/** A contact as Eloqua holds it now. A field that the export lacks is not in `values`. */
export interface CurrentContact {
  readonly values: Row
  readonly contactId: string | undefined
  /** Undefined where Eloqua's time cannot be read. */
  readonly modifiedAt: Date | undefined
}

/** What Eloqua holds of the contacts asked for that were modified since; the others are as they were exported. */
export interface CurrentContacts {
  of(address: string): CurrentContact | undefined
}

/** System times may be given in another zone; a day more costs some rows. */
const marginMs = 86_400_000
const updatedAtKey = '_updatedAt'
/** The log of an export counts its rows by this code; `totalResults` may count what this user does not see. */
const rowsExported = 'ELQ-00102'
const identity = {
  emailAddress: '{{Contact.Field(C_EmailAddress)}}',
  ContactID: '{{Contact.Id}}',
  [updatedAtKey]: '{{Contact.UpdatedAt}}',
}

/**
 * Reads what contacts hold now, by one export of all that were modified since. It belongs to the claim, so that one that never ends
 * holds up its own records alone: SyncPostponedError is returned when it goes on beyond this run, and thrown when there is no quota
 * for it. Throws UnusableExportError when it came without addresses, or without some of its rows: a contact that is not there counts
 * as not modified, and would lose what it holds.
 */
export async function readCurrentContacts(
  journal: SyncJournal,
  query: CurrentQuery,
): Promise<CurrentContacts | SyncPostponedError> {
  const outcome = (await earlierExport(journal, query)) ?? (await beginExport(journal, query))
  if (outcome.state === 'unfinished') return SyncPostponedError.notEnded(outcome.entry)
  if (outcome.state === 'not-begun') throw outcome.postponed ?? SyncPostponedError.noQuota('export')
  await journal.requireGood(outcome)
  const found = outcome.verdict.empty
    ? new Map<string, CurrentContact>()
    : await readRows(journal, outcome, query)
  await journal.close(outcome, { contacts: found.size })
  await query.claim.detachSync()
  return { of: (address) => found.get(folded(address)) }
}

async function beginExport(
  journal: SyncJournal,
  { name, since, fields, claim, signal }: CurrentQuery,
): Promise<SyncOutcome> {
  const modifiedSince = new Date(Math.max(0, since.getTime() - marginMs))
  const definition = await journal.eloqua.exports.create(
    {
      name,
      fields: { ...fields, ...identity },
      filter: filter.compare('{{Contact.UpdatedAt}}', '>=', modifiedSince),
      dataRetentionDuration: 'P3D',
      autoDeleteDuration: definitionLifetime,
    },
    { signal },
  )
  return journal.run({ kind: 'export', definitionUri: definition.uri, claim })
}

/**
 * The export that an earlier run began for the claim. What it read is as old as that run, so it is of use only where a new one would
 * take longer than this run may: else no run would ever come to the import.
 */
async function earlierExport(
  journal: SyncJournal,
  { earlier, endsBy }: CurrentQuery,
): Promise<EndedOutcome | undefined> {
  if (earlier === undefined) return undefined
  const { startedAt = '', endedAt = '' } = earlier.sync
  const tookMs = Date.parse(endedAt) - Date.parse(startedAt)
  const isOpen = earlier.entry.state !== 'ended'
  if (isOpen && isGood(earlier) && tookMs > endsBy.getTime() - Date.now()) return earlier
  if (isOpen) await journal.close(earlier, {})
  return undefined
}

async function readRows(
  journal: SyncJournal,
  { entry, sync, verdict }: EndedOutcome,
  query: CurrentQuery,
): Promise<Map<string, CurrentContact>> {
  const found = new Map<string, CurrentContact>()
  const ids = new Set<string>()
  try {
    for await (const row of journal.eloqua.syncs.data(sync.uri, { signal: query.signal })) {
      const { emailAddress, ContactID: contactId, [updatedAtKey]: updatedAt, ...values } = row
      if (emailAddress === undefined) throw new UnusableExportError(sync.uri, 'emailAddress')
      const address = folded(emailAddress)
      ids.add(contactId ?? address)
      if (query.addresses.has(address))
        found.set(address, { values, contactId, modifiedAt: timeOf(updatedAt) })
    }
    const { [rowsExported]: rows = 0 } = verdict.counts
    // a page that came twice stands for one that did not come
    if (ids.size < rows) throw new UnusableExportError(sync.uri, `${rows - ids.size} of its ${rows} rows`)
  } catch (error) {
    if (isUselessExport(error)) await journal.giveUp(entry, whyUseless(error))
    throw error
  }
  return found
}

/** Eloqua writes UTC here, without saying so. */
function timeOf(text = ''): Date | undefined {
  const time = new Date(`${text.trim().replace(' ', 'T')}Z`)
  return Number.isNaN(time.getTime()) ? undefined : time
}
