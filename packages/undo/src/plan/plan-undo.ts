import { connectStage, type SyncJournal } from '@dwmops/bulk-sync'
import { openQueue, type Queue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import type { UndoParts } from '../undo-parts.ts'
import { compareWithEloqua } from './compare-with-eloqua.ts'
import { findValues } from './find-values.ts'
import { selectChanges } from './selected-changes.ts'
import { checkSelection, type UndoSelection } from './selection.ts'
import { type ComparedContact, nothingSkipped, summarize, type UndoPlan } from './undo-plan.ts'

/** A plan, and the contacts that it is about. */
export interface PreparedUndo {
  readonly plan: UndoPlan
  readonly contacts: readonly ComparedContact[]
}

/**
 * Reports what an undo would do: finds what we wrote, and exports what contacts hold now to compare. Writes nothing to contacts.
 * Throws UndoSelectionError, UndoUnfinishedError and the errors of Eloqua.
 */
export async function planUndo(parts: UndoParts, selection: UndoSelection): Promise<UndoPlan> {
  const { plan } = await prepareUndo(parts, selection, () => connectStage(parts.context))
  return plan
}

/** The same, contact by contact with every value: for a person's eyes, never for a log. */
export async function plannedContacts(
  parts: UndoParts,
  selection: UndoSelection,
): Promise<readonly ComparedContact[]> {
  const { contacts } = await prepareUndo(parts, selection, () => connectStage(parts.context))
  return contacts
}

/** Eloqua is asked only where there is something to compare. */
export async function prepareUndo(
  parts: UndoParts,
  selection: UndoSelection,
  connect: () => Promise<SyncJournal>,
): Promise<PreparedUndo> {
  checkSelection(selection)
  const { queueDb, settings } = parts.context
  const store = openRuleStore(parts.rulesDb)
  await store.ensureIndexes()
  const { contacts: selected, oldest } = await selectChanges(store, queueDb, selection)
  const skipped = nothingSkipped()
  const fields = new Set(Object.keys(settings.contactFields).filter((key) => !identifiers.has(key)))
  const sources = { store, queue: undoQueueOf(parts), fields }
  const planned = await findValues(sources, selected.values(), skipped)
  const contacts =
    oldest === undefined || planned.length === 0
      ? []
      : await compareWithEloqua(parts, await connect(), { planned, oldest }, skipped)
  return { plan: summarize(contacts, skipped), contacts }
}

/** They say which contact it is: writing them would make another one of it. */
const identifiers: ReadonlySet<string> = new Set(['emailAddress', 'ContactID'])

/** The queues as an undo claims from them. */
export function undoQueueOf({ context }: UndoParts): Queue {
  const { queueDb, owner, stage, settings } = context
  const { leaseSeconds, maxAttempts } = settings
  return openQueue(queueDb, { owner, stage, leaseMs: leaseSeconds * 1000, maxAttempts })
}
