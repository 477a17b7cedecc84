import { ObjectId } from 'mongodb'
import { byId } from '../indexes.ts'
import type { ItemDocument, Payload } from '../item/item.ts'
import { trailWith } from '../item/step.ts'
import type { Store } from '../store.ts'

/** A dead letter as a person saw it: its version, and the death that it died. */
export type SeenLetter = Pick<ItemDocument, 'arrival' | 'lastError'>

/**
 * Sends one dead letter back to its queue with another payload and fresh attempts, in one guarded update; false when it is no longer what was
 * seen: sent back by another person, replaced by a newer export, or dead again since. It stays the version that it was, so a repeated
 * export confirms it and a newer one takes its place.
 */
export async function redriveCorrected(
  { items, retryTransient, chance }: Store,
  id: string,
  { arrival, lastError }: SeenLetter,
  payload: Payload,
  by?: string,
): Promise<boolean> {
  const _id = ObjectId.createFromHexString(id)
  const token = chance.newToken()
  const seen = {
    _id,
    state: 'dead',
    arrival,
    ...(lastError !== undefined && { 'lastError.at': lastError.at }),
  } as const
  const change = {
    payload: { $literal: payload },
    ...{ state: 'ready', attempts: 0, enteredAt: '$$NOW' },
    trail: trailWith({ did: 'corrected', claim: token, to: '$queue', by }),
  }
  const { matchedCount } = await retryTransient('correct a dead letter', () =>
    items.updateOne(seen, [{ $set: change }], byId),
  )
  if (matchedCount > 0) return true
  // a try whose answer was lost has left its step
  const done = await retryTransient('look for a correction', () =>
    items.countDocuments({ _id, 'trail.claim': token }, { limit: 1 }),
  )
  return done > 0
}
