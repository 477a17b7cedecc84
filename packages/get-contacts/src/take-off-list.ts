import { definitionLifetime, type EndedOutcome, type SyncJournal, type SyncOutcome } from '@dwmops/bulk-sync'

/** Contacts to take off a list, and the ledger entry of the export that they were stored from. */
export interface TakeOff {
  /** Statement of the list. */
  readonly list: string
  readonly contactIds: readonly string[]
  readonly exportId: string
  /** Name of the definition. */
  readonly name: string
  readonly signal: AbortSignal
}

/**
 * Takes exactly these contacts off the list by a sync action of its own. Once it has ended well that is noted in the entry of
 * the export, see {@link closeTakeOff}. Throws EloquaSyncFailedError when the sync ends badly.
 */
export async function takeOffList(
  journal: SyncJournal,
  { list, contactIds, exportId, name, signal }: TakeOff,
): Promise<SyncOutcome['state']> {
  const definition = await journal.eloqua.syncActions.create(
    {
      name,
      identifier: { key: 'ContactID', statement: '{{Contact.Id}}' },
      syncActions: [{ action: 'remove', destination: list }],
      autoDeleteDuration: definitionLifetime,
    },
    { signal },
  )
  const rows = () => contactIds.values().map((ContactID) => ({ ContactID }))
  await journal.eloqua.uploadRows(definition.uri, rows, { signal })
  const data = { export: exportId, list, contacts: contactIds.length }
  const outcome = await journal.run({ kind: 'action', definitionUri: definition.uri, data })
  if (outcome.state === 'ended') {
    await journal.requireGood(outcome)
    await closeTakeOff(journal, outcome)
  }
  return outcome.state
}

/**
 * Closes a sync action that ended well. The entry of the export notes first that its contacts are off the list: done once more later, it
 * would take off who has been put on the list again meanwhile.
 */
export async function closeTakeOff(journal: SyncJournal, outcome: EndedOutcome): Promise<void> {
  const { export: exportId, contacts } = outcome.entry.data ?? {}
  if (typeof exportId === 'string') {
    const exported = await journal.ledger.byId(exportId)
    if (exported?.state === 'started') await journal.ledger.setData(exportId, { isTakenOff: true })
  }
  await journal.close(outcome, typeof contacts === 'number' ? { contacts } : {})
}
