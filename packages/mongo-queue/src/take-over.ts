import { trailWith } from './step.ts'

/** Only items that a newer export waits for. */
export const withNext = { next: { $exists: true } } as const
/** Only items that no newer export waits for. */
export const withoutNext = { next: { $exists: false } } as const

/**
 * Pipeline update that ends a claim on an item by its newer export: the waiting version becomes the present one, in the
 * queue where exports enter, as a new pass. To be guarded by id or claim and {@link withNext}.
 */
export function takeOver(token: string, did: 'renewed' | 'freedRenewed') {
  const isDead = { $eq: [{ $type: '$next.dead' }, 'object'] }
  return [
    {
      $set: {
        queue: '$next.queue',
        state: { $cond: [isDead, 'dead', 'ready'] },
        claim: null,
        priority: '$next.priority',
        attempts: 0,
        passes: { $add: ['$passes', 1] },
        enteredAt: '$$NOW',
        exportedAt: '$next.exportedAt',
        arrival: '$next.arrival',
        batch: '$next.batch',
        payload: '$next.payload',
        source: '$next.source',
        lastError: {
          $cond: [
            isDead,
            { code: '$next.dead.code', message: '$next.dead.message', queue: '$next.queue', at: '$$NOW' },
            '$$REMOVE',
          ],
        },
        trail: trailWith({ did, claim: token, to: '$next.queue' }),
      },
    },
    { $unset: 'next' },
  ]
}
