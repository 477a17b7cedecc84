import { type Document, ObjectId } from 'mongodb'
import type { Item, ItemDocument, Payload, Reason, StepKind } from '../item/item.ts'
import { maxPayloadBytes, payloadBytes, tooLarge } from '../item/payload-size.ts'
import { lastOf, trailWith } from '../item/step.ts'
import { literals } from '../literals.ts'
import type { Outcome } from './outcome.ts'

/** What plans of one claim share. */
export interface PlanFacts {
  token: string
  queue: string
  syncId: string | undefined
  maxAttempts: number
  retentionMs: number
}

/** The write of one outcome: what to change if no newer export waits. */
export interface PlannedSettle {
  _id: ObjectId
  /** `$set` of a pipeline update, by the database's clock; one and the same object for items that change alike. */
  change: Document
  /** The item's new payload, when it gets one. */
  payload: Payload | undefined
  bytes: number
  /** It makes a dead letter of the item, whatever the outcome asked for. */
  buries: boolean
}

interface Change {
  did: StepKind
  to: string
  set: Partial<Record<keyof ItemDocument, unknown>>
  payload?: Payload
  bytes?: number
}

/**
 * Plans the writes that outcomes mean for the items of a claim, as long as no newer export waits. Plans that change alike share one
 * `change`: of 30,000 items each with its own, these alone took 50 MB.
 */
export function planSettles(
  pairs: readonly { readonly item: Item; readonly outcome: Outcome }[],
  facts: PlanFacts,
): PlannedSettle[] {
  const shared = new Map<string, Document>()
  return pairs.map(({ item, outcome }) => {
    const { payload, bytes = 0, ...change } = changeFor(item, outcome, facts)
    return {
      _id: ObjectId.createFromHexString(item.id),
      change: sharedChange(shared, change, facts),
      payload,
      bytes,
      buries: change.set.state === 'dead',
    }
  })
}

function sharedChange(
  shared: Map<string, Document>,
  { did, to, set }: Pick<Change, 'did' | 'to' | 'set'>,
  { token, syncId }: PlanFacts,
): Document {
  const name = JSON.stringify([did, to, set])
  const known = shared.get(name)
  if (known !== undefined) return known
  const trail = trailWith({ did, claim: token, to: { $literal: to } })
  const syncs = syncId === undefined ? {} : { syncs: lastOf('$syncs', { $literal: syncId }) }
  const made = { ...set, claim: null, trail, ...syncs }
  shared.set(name, made)
  return made
}

function changeFor(item: Item, outcome: Outcome, facts: PlanFacts): Change {
  if (outcome.to === 'done') return done(facts)
  if (outcome.to === 'dead') return dead('dead', outcome.reason, facts)
  if (outcome.to === 'requeue') return back(item, outcome, facts)
  return move(outcome.to, facts)
}

function done({ queue, retentionMs }: PlanFacts): Change {
  const expireAt = { $add: ['$$NOW', retentionMs] }
  return { did: 'done', to: queue, set: { state: 'done', expireAt, ...forgiven } }
}

function dead(did: 'dead' | 'buried', reason: Reason, { queue }: PlanFacts): Change {
  return { did, to: queue, set: { state: 'dead', lastError: errorOf(reason, queue) } }
}

function back(item: Item, outcome: Extract<Outcome, { to: 'requeue' }>, facts: PlanFacts): Change {
  const { reason, countAttempt = true } = outcome
  if (countAttempt && item.attempts >= facts.maxAttempts)
    return dead('buried', reason ?? outOfAttempts(item.attempts), facts)
  const lastError = reason && { lastError: errorOf(reason, facts.queue) }
  const attempts = !countAttempt ? { attempts: { $subtract: ['$attempts', 1] } } : {}
  return { did: 'returned', to: facts.queue, set: { state: 'ready', ...attempts, ...lastError } }
}

function move(to: Extract<Outcome['to'], { queue: string }>, facts: PlanFacts): Change {
  const { queue, payload } = to
  const bytes = payload === undefined ? 0 : payloadBytes(payload)
  if (bytes > maxPayloadBytes) return dead('dead', tooLarge(bytes), facts)
  const set = { ...literals({ queue }), state: 'ready', attempts: 0, enteredAt: '$$NOW', ...forgiven }
  return { did: 'moved', to: queue, set, bytes, ...(payload && { payload }) }
}

/** The item's last error is not shown any more. */
const forgiven = { lastError: '$$REMOVE' }

function errorOf({ code, message }: Reason, queue: string): Document {
  return { ...literals({ code, message, queue }), at: '$$NOW' }
}

/** Why an item is buried that nobody gave a reason for. */
export function outOfAttempts(attempts: number): Reason {
  return { code: 'OUT_OF_ATTEMPTS', message: `claimed ${attempts} times without an end` }
}
