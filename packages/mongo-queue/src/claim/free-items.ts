import type { Document, Filter } from 'mongodb'
import type { ItemDocument, Reason } from '../item/item.ts'
import { trailWith } from '../item/step.ts'
import { takeOver, withoutPending, withPending } from '../settle/take-over.ts'
import type { Store } from '../store.ts'
import { heldBy } from './held-by.ts'

/** How items of a claim are freed. */
export interface Freeing {
  maxAttempts: number
  /** The attempt does not count, and nothing is buried. */
  countAttempt?: boolean
  /** The item's last error from then on, unless undefined. */
  reason: Reason | undefined
  /** The person who took the claim away. */
  by?: string | undefined
}

/** Counts of items that a freeing ended; a lost answer may leave some uncounted. */
export interface Freed {
  readonly returned: number
  readonly buried: number
}

/**
 * Frees what a claim holds: back to ready, buried when out of attempts, or replaced by the newer export that waits.
 * Guarded by the token alone, so what its holder settles meanwhile stays settled; repeated until the token is on nothing.
 */
export async function freeItems(store: Store, token: string, freeing: Freeing): Promise<Freed> {
  let returned = 0
  let buried = 0
  do {
    returned += await update(store, { ...heldBy(token), ...withPending }, takeOver(token, 'freedReplaced'))
    if (freeing.countAttempt !== false) {
      const spent = { ...heldBy(token), ...withoutPending, attempts: { $gte: freeing.maxAttempts } }
      buried += await update(store, spent, bury(token))
    }
    returned += await update(store, { ...heldBy(token), ...withoutPending }, giveBack(token, freeing))
  } while (await holdsAny(store, token))
  return { returned, buried }
}

async function update({ items, retryTransient }: Store, filter: Filter<ItemDocument>, pipeline: Document[]) {
  const { matchedCount } = await retryTransient('free items of a claim', () =>
    items.updateMany(filter, pipeline),
  )
  return matchedCount
}

async function holdsAny({ items, retryTransient }: Store, token: string): Promise<boolean> {
  const one = await retryTransient('look for items of a claim', () =>
    items.findOne(heldBy(token), { projection: { _id: 1 } }),
  )
  return one !== null
}

function giveBack(token: string, { countAttempt, reason, by }: Freeing): Document[] {
  const lastError = reason && {
    lastError: {
      code: { $literal: reason.code },
      message: { $literal: reason.message },
      queue: '$queue',
      at: '$$NOW',
    },
  }
  return [
    {
      $set: {
        state: 'ready',
        claim: null,
        trail: trailWith({ did: 'freed', claim: token, to: '$queue', by }),
        ...(countAttempt === false ? { attempts: { $subtract: ['$attempts', 1] } } : {}),
        ...lastError,
      },
    },
  ]
}

/** Past the limit, with what last went wrong. */
function bury(token: string): Document[] {
  const last = { $ifNull: [{ $concat: ['$lastError.code', ': ', '$lastError.message'] }, 'nothing was said'] }
  const tried = {
    $concat: ['claimed ', { $toString: '$attempts' }, ' times without an end; last error: ', last],
  }
  return [
    {
      $set: {
        state: 'dead',
        claim: null,
        lastError: { code: 'OUT_OF_ATTEMPTS', message: tried, queue: '$queue', at: '$$NOW' },
        trail: trailWith({ did: 'freedDead', claim: token, to: '$queue' }),
      },
    },
  ]
}
