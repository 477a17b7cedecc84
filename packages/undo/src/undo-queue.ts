import { createHash } from 'node:crypto'
import { definitionLifetime } from '@dwmops/bulk-sync'
import type { ImportDefinition, Row } from '@dwmops/eloqua-client'
import type { ContactFields } from '@dwmops/fleet'
import type { Entry, Item } from '@dwmops/mongo-queue'
import * as z from 'zod/mini'
import type { ComparedContact } from './undo-plan.ts'

/**
 * Where contacts are while an undo imports them: a queue like the others, so that a contact is in one place, held under a lease,
 * and a killed undo's sync is followed by the next.
 */
export const undoQueue = 'undoQueue'

const payloadForm = z.object({ undo: z.string(), values: z.record(z.string(), z.string()) })

/** What an item of the queue holds. */
export type UndoPayload = z.output<typeof payloadForm>

export function undoPayload({ payload }: Pick<Item, 'payload'>): UndoPayload {
  return payloadForm.parse(payload)
}

/** The entry of a contact; contacts with the same fields get the same priority, so that they are claimed together. */
export function undoEntry(
  undo: string,
  { address, values, version }: ComparedContact,
  priority: number,
): Entry {
  const payload: UndoPayload = {
    undo,
    values: Object.fromEntries(values.map(({ field, to }) => [field, to])),
  }
  const source = createHash('sha256').update(`undo ${undo}`).digest('base64url').slice(0, 22)
  const batch = { id: undo, name: `undo ${undo}` }
  return { key: address, payload, source, priority, batch, ...(version && { replaces: version }) }
}

/** Fields that go in together: no row may hold a field that is not reverted, as that would be blanked. */
export function fieldsGroup(item: Pick<Item, 'payload'>): string {
  return Object.keys(undoPayload(item).values).toSorted().join(' ')
}

export function undoRow({ key, payload }: Pick<Item, 'key' | 'payload'>): Row {
  return { ...undoPayload({ payload }).values, emailAddress: key }
}

/** Only contacts that are there are written: one that was deleted meanwhile does not come back. */
export function undoDefinition(runId: string, group: string, fields: ContactFields): ImportDefinition {
  const wanted = new Set(['emailAddress', ...group.split(' ')])
  return {
    name: `dwmops undo ${runId}`,
    fields: Object.fromEntries(Object.entries(fields).filter(([key]) => wanted.has(key))),
    identifierFieldName: 'emailAddress',
    importRule: 'updateOnly',
    autoDeleteDuration: definitionLifetime,
  }
}
