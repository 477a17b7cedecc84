import { createHash } from 'node:crypto'
import type { ContactWrite } from '@dwmops/bulk-sync'
import type { Entry, Item } from '@dwmops/mongo-queue'
import * as z from 'zod/mini'
import type { ComparedContact } from '../plan/undo-plan.ts'

/**
 * Where contacts are while an undo imports them: a queue like the others, so that a contact is in one place, held under a lease,
 * and a killed undo's sync is followed by the next.
 */
export const undoQueue = 'undoQueue'

const texts = z.record(z.string(), z.string())
/** Entries of before these were kept have neither the address as Eloqua gave it nor what was compared. */
const payloadForm = z.object({
  undo: z.string(),
  values: texts,
  held: z.optional(texts),
  address: z.optional(z.string()),
})

/** What an item of the queue holds: former values to write, and what Eloqua held when they were compared. */
export type UndoPayload = z.output<typeof payloadForm>

export function undoPayload({ payload }: Pick<Item, 'payload'>): UndoPayload {
  return payloadForm.parse(payload)
}

/** The entry of a contact. */
export function undoEntry(undo: string, { address, values, version }: ComparedContact): Entry {
  const payload: UndoPayload = {
    undo,
    address,
    values: Object.fromEntries(values.map(({ field, to }) => [field, to])),
    held: Object.fromEntries(values.map(({ field, from }) => [field, from])),
  }
  const source = createHash('sha256').update(`undo ${undo}`).digest('base64url').slice(0, 22)
  const batch = { id: undo, name: `undo ${undo}` }
  return { key: address.trim().toLowerCase(), payload, source, batch, ...(version && { replaces: version }) }
}

/** The values that are reverted, and no other field. They were compared before the contact came into the queue. */
export function undoWrite({ id, key, payload, enteredAt }: Item): ContactWrite {
  const { values, held, address = key } = undoPayload({ payload })
  return { id, address, readAt: enteredAt, values, read: held && ((field) => held[field]) }
}
