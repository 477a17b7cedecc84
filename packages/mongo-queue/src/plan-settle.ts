import type { PushOperator, UpdateFilter } from 'mongodb'
import { ObjectId } from 'mongodb'
import type { Item, ItemDocument, LastError, Reason, Step, StepKind } from './item.ts'
import type { Outcome } from './outcome.ts'
import { maxPayloadBytes, payloadBytes, tooLarge } from './payload-size.ts'
import type { PlannedSettle } from './settle.ts'
import { pushStep, remembered } from './step.ts'

/** What plans of one claim share. */
export interface PlanFacts {
  token: string
  queue: string
  syncId: string | undefined
  maxAttempts: number
  retentionMs: number
  /** Database time of this settle. */
  at: Date
}

type Fields = Partial<ItemDocument>

interface Change {
  did: StepKind
  to: string
  set: Fields
  /** The item's last error is told no more. */
  forgives?: boolean
  refunds?: boolean
  bytes?: number
}

/** Plans the write that an outcome means for an item, as long as no newer export waits. */
export function planSettle(item: Item, outcome: Outcome, facts: PlanFacts): PlannedSettle {
  const change = changeFor(item, outcome, facts)
  const update = updateOf(change, facts, item.lastError !== undefined)
  return {
    _id: ObjectId.createFromHexString(item.id),
    change: update,
    alike: change.set.payload === undefined ? JSON.stringify(update) : undefined,
    bytes: change.bytes ?? 0,
    buries: change.did === 'buried',
  }
}

function changeFor(item: Item, outcome: Outcome, facts: PlanFacts): Change {
  if (outcome.to === 'done') return done(facts)
  if (outcome.to === 'dead') return dead('dead', outcome.reason, facts)
  if (outcome.to === 'back') return back(item, outcome, facts)
  return move(outcome.to, facts)
}

function done({ queue, at, retentionMs }: PlanFacts): Change {
  const expireAt = new Date(at.getTime() + retentionMs)
  return { did: 'done', to: queue, set: { state: 'done', expireAt }, forgives: true }
}

function dead(did: 'dead' | 'buried', reason: Reason, facts: PlanFacts): Change {
  return { did, to: facts.queue, set: { state: 'dead', lastError: errorOf(reason, facts) } }
}

function back(item: Item, outcome: Extract<Outcome, { to: 'back' }>, facts: PlanFacts): Change {
  const refunds = outcome.refundAttempt === true
  if (!refunds && item.attempts >= facts.maxAttempts)
    return dead('buried', outcome.reason ?? outOfAttempts(item.attempts), facts)
  const lastError = outcome.reason === undefined ? {} : { lastError: errorOf(outcome.reason, facts) }
  return { did: 'returned', to: facts.queue, set: { state: 'ready', ...lastError }, refunds }
}

function move(to: Extract<Outcome['to'], { queue: string }>, facts: PlanFacts): Change {
  const bytes = to.payload === undefined ? 0 : payloadBytes(to.payload)
  if (bytes > maxPayloadBytes) return dead('dead', tooLarge(bytes), facts)
  const payload = to.payload === undefined ? {} : { payload: to.payload }
  const set: Fields = { queue: to.queue, state: 'ready', attempts: 0, enteredAt: facts.at, ...payload }
  return { did: 'moved', to: to.queue, set, forgives: true, bytes }
}

/** An operator that changes nothing costs a sixth of the write on FerretDB: `$unset` comes where there is an error. */
function updateOf(change: Change, facts: PlanFacts, hasError: boolean): UpdateFilter<ItemDocument> {
  const { did, to, set, forgives, refunds } = change
  const step: Step = { did, claim: facts.token, from: facts.queue, to, at: facts.at }
  return {
    $set: { ...set, claim: null },
    $push: pushed(step, facts.syncId),
    ...(forgives === true && hasError ? { $unset: { lastError: '' } } : {}),
    ...(refunds === true ? { $inc: { attempts: -1 } } : {}),
  }
}

function pushed(step: Step, syncId: string | undefined): PushOperator<ItemDocument> {
  const trail = pushStep(step)
  return syncId === undefined ? trail : { ...trail, syncs: { $each: [syncId], $slice: -remembered } }
}

function errorOf(reason: Reason, { queue, at }: PlanFacts): LastError {
  return { code: reason.code, message: reason.message, queue, at }
}

/** Why an item is buried that nobody gave a reason for. */
export function outOfAttempts(attempts: number): Reason {
  return { code: 'OUT_OF_ATTEMPTS', message: `claimed ${attempts} times without an end` }
}
