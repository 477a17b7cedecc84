import { trailWith } from '../item/step.ts'

/** Only items that a newer export waits for. */
export const withPending = { pendingVersion: { $exists: true } } as const
/** Only items that no newer export waits for. */
export const withoutPending = { pendingVersion: { $exists: false } } as const

/**
 * Pipeline update that ends a claim on an item by its newer export: the waiting version becomes the present one, in the
 * queue where exports enter, as a new pass. To be guarded by id or claim and {@link withPending}.
 */
export function takeOver(token: string, did: 'renewed' | 'freedReplaced') {
  const isDead = { $eq: [{ $type: '$pendingVersion.dead' }, 'object'] }
  return [
    {
      $set: {
        queue: '$pendingVersion.queue',
        state: { $cond: [isDead, 'dead', 'ready'] },
        claim: null,
        priority: '$pendingVersion.priority',
        attempts: 0,
        generation: { $add: ['$generation', 1] },
        enteredAt: '$$NOW',
        exportedAt: '$pendingVersion.exportedAt',
        arrival: '$pendingVersion.arrival',
        batch: '$pendingVersion.batch',
        payload: '$pendingVersion.payload',
        source: '$pendingVersion.source',
        lastError: {
          $cond: [
            isDead,
            {
              code: '$pendingVersion.dead.code',
              message: '$pendingVersion.dead.message',
              queue: '$pendingVersion.queue',
              at: '$$NOW',
            },
            '$$REMOVE',
          ],
        },
        trail: trailWith({ did, claim: token, to: '$pendingVersion.queue' }),
      },
    },
    { $unset: 'pendingVersion' },
  ]
}
