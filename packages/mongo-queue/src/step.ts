import type { Step, StepKind } from './item.ts'

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

/** `$push` of a step to an item's trail, keeping the latest. */
export function pushStep(step: Step) {
  return { trail: { $each: [step], $slice: -remembered } }
}

/** The same as an expression for a pipeline update, by the database's clock; `to` is an expression. */
export function trailWith({ did, claim, to }: { did: StepKind; claim: string; to: string }) {
  const added = { did: { $literal: did }, claim: { $literal: claim }, from: '$queue', to, at: '$$NOW' }
  return { $slice: [{ $concatArrays: ['$trail', [added]] }, -remembered] }
}
