import type { Document } from 'mongodb'
import type { StepKind } from './item.ts'

/** How many steps and sync ids an item remembers: two passes through three queues, and some returns. */
export const remembered = 8

/** Steps by which a settle of the holder ended a claim on an item. */
export const settledSteps: ReadonlySet<StepKind> = new Set([
  'moved',
  'done',
  'dead',
  'returned',
  'buried',
  'renewed',
])

/** The step as an expression, added to an item's trail by the database's clock; `to` is an expression. */
export function trailWith({
  did,
  claim,
  to,
  by,
}: {
  did: StepKind
  claim: string
  to: Document | string
  by?: string | undefined
}): Document {
  return lastOf('$trail', {
    did: { $literal: did },
    claim: { $literal: claim },
    from: '$queue',
    to,
    at: '$$NOW',
    ...(by !== undefined && { by: { $literal: by } }),
  })
}

/** A list of an item with one more, the latest {@link remembered} of them. */
export function lastOf(list: `$${string}`, added: Document): Document {
  return { $slice: [{ $concatArrays: [{ $ifNull: [list, []] }, [added]] }, -remembered] }
}
