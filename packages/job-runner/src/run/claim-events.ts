import { ensureIndexes } from '@dwmops/mongo'
import { type Collection, type Db, ObjectId } from 'mongodb'
import type { StageContext } from './stage-context.ts'

/** `rescued`: clean-queues took claims of a queue from dead runs. `lost`: a run of a stage found claims taken from it. */
export type ClaimEventKind = 'rescued' | 'lost'

/** What happened to claims at one time. They are counted as events, because a gauge of the last run is as old as that run. */
export interface ClaimEvent {
  readonly kind: ClaimEventKind
  /** The queue of rescued claims, the stage that lost some. */
  readonly of: string
  readonly claims: number
}

type ClaimEventDocument = ClaimEvent & { readonly at: Date }

const keptSeconds = 7 * 86_400

/**
 * Writes an event down, at the database's time. What cannot be written is logged and fails nothing: the work of the run is worth
 * more than the count of its losses.
 */
export async function recordClaimEvent(
  { queueDb, log }: Pick<StageContext, 'queueDb' | 'log'>,
  event: ClaimEvent,
): Promise<void> {
  try {
    const facts = { kind: { $literal: event.kind }, of: { $literal: event.of }, claims: event.claims }
    const write = [{ $set: { ...facts, at: '$$NOW' } }]
    await eventsOf(queueDb).updateOne({ _id: new ObjectId() }, write, { upsert: true })
  } catch (error) {
    log.warn({ err: error, ...event }, 'claims that were rescued or lost are not counted')
  }
}

/** Claims rescued or lost in the last hour by the database's clock, by queue or stage; without those that had none. */
export async function claimEventsOfLastHour(
  queueDb: Db,
  kind: ClaimEventKind,
): Promise<ReadonlyMap<string, number>> {
  const events = eventsOf(queueDb)
  await ensureIndexes(events, [
    { key: { at: 1 }, name: 'forget_after_7_days', expireAfterSeconds: keptSeconds },
  ])
  const lastHour = { $expr: { $gt: ['$at', { $subtract: ['$$NOW', 3_600_000] }] } }
  const counted = await events
    .aggregate<{ _id: string; claims: number }>([
      { $match: { kind, ...lastHour } },
      { $group: { _id: '$of', claims: { $sum: '$claims' } } },
    ])
    .toArray()
  return new Map(counted.map(({ _id, claims }) => [_id, claims]))
}

function eventsOf(queueDb: Db): Collection<ClaimEventDocument> {
  return queueDb.collection('claimEvents')
}
