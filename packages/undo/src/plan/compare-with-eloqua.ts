import {
  definitionLifetime,
  type EndedOutcome,
  isUselessExport,
  type SyncJournal,
  UnusableExportError,
  whyUseless,
} from '@dwmops/bulk-sync'
import { filter, type Row } from '@dwmops/eloqua-client'
import { keyHex } from '@dwmops/mongo-queue'
import { UndoUnfinishedError } from '../errors.ts'
import type { UndoParts } from '../undo-parts.ts'
import type { ComparedContact, PlannedContact, Skipped } from './undo-plan.ts'

/** System times may be reported in another zone; a day more costs some rows. */
const marginMs = 86_400_000

/**
 * Exports what the contacts hold now and keeps the values that are still ours. What we wrote came by an import, so one export of all
 * contacts changed since the oldest of our changes holds them all, however many they are. Throws UndoUnfinishedError, and what
 * makes an export useless, such as UnusableExportError: without addresses nobody is found, which is not the same as gone.
 */
export async function compareWithEloqua(
  { context }: UndoParts,
  journal: SyncJournal,
  { planned, oldest }: { readonly planned: readonly PlannedContact[]; readonly oldest: Date },
  skipped: Skipped,
): Promise<ComparedContact[]> {
  const { contactFields } = context.settings
  const wanted = new Set(planned.flatMap(({ values }) => values.map(({ field }) => field)))
  const fields = Object.entries(contactFields).filter(([key]) => key === 'emailAddress' || wanted.has(key))
  const definition = await journal.eloqua.exports.create({
    name: `dwmops undo ${context.runId}`,
    fields: Object.fromEntries(fields),
    filter: filter.compare('{{Contact.UpdatedAt}}', '>=', new Date(oldest.getTime() - marginMs)),
    autoDeleteDuration: definitionLifetime,
  })
  const outcome = await journal.run({ kind: 'export', definitionUri: definition.uri })
  if (outcome.state !== 'ended')
    throw new UndoUnfinishedError('the export of current values did not end in time; nothing was written')
  await journal.requireGood(outcome)
  const open = new Map(planned.map((contact) => [contact.item, contact]))
  const compared: ComparedContact[] = []
  for await (const row of rowsOf(journal, outcome, context.abortSignal)) {
    const { emailAddress: address = '' } = row
    const contact = open.get(keyHex(address.trim().toLowerCase()))
    if (contact === undefined) continue
    open.delete(contact.item)
    compared.push(...stillOurs(contact, address, row, skipped))
  }
  for (const { values } of open.values()) skipped['not found'] += values.length
  await journal.close(outcome, { contacts: compared.length })
  return compared
}

/** An export that cannot be used is given up: the next undo makes another one. */
async function* rowsOf(
  journal: SyncJournal,
  { entry, sync }: EndedOutcome,
  signal: AbortSignal,
): AsyncGenerator<Row> {
  try {
    for await (const row of journal.eloqua.syncs.data(sync.uri, { signal })) {
      if (row['emailAddress'] === undefined) throw new UnusableExportError(sync.uri, 'emailAddress')
      yield row
    }
  } catch (error) {
    if (isUselessExport(error)) await journal.giveUp(entry, whyUseless(error))
    throw error
  }
}

/** A value that the export lacks may be anything. */
function stillOurs(
  contact: PlannedContact,
  address: string,
  row: Readonly<Record<string, string>>,
  skipped: Skipped,
): ComparedContact[] {
  const known = contact.values.filter(({ field }) => row[field] !== undefined)
  const values = known.filter(({ field, from }) => row[field]?.trim() === from.trim())
  skipped.unclear += contact.values.length - known.length
  skipped['changed since'] += known.length - values.length
  return values.length === 0 ? [] : [{ ...contact, values, address }]
}
