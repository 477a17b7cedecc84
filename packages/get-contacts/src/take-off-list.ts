import type { ContactList } from '@dwmops/eloqua-client'
import { definitionLifetime, type SyncJournal, type SyncOutcome } from '@dwmops/eloqua-edge'

/**
 * Takes exactly these contacts off the list by a sync action of its own; taking them off again does no harm.
 * Throws EloquaSyncFailedError when the sync ends badly.
 */
export async function takeOffList(
  journal: SyncJournal,
  list: ContactList,
  contactIds: readonly string[],
  name: string,
): Promise<SyncOutcome['state']> {
  const definition = await journal.eloqua.syncActions.create({
    name,
    identifier: { key: 'ContactID', statement: '{{Contact.Id}}' },
    syncActions: [{ action: 'remove', destination: list.statement }],
    autoDeleteDuration: definitionLifetime,
  })
  await journal.eloqua.uploadRows(definition.uri, () =>
    contactIds.values().map((ContactID) => ({ ContactID })),
  )
  const outcome = await journal.run({ kind: 'action', definitionUri: definition.uri })
  if (outcome.state === 'ended') {
    await journal.requireGood(outcome)
    await journal.close(outcome, { contacts: contactIds.length })
  }
  return outcome.state
}
