import { type CollectionOptions, MongoBulkWriteError, MongoWriteConcernError } from 'mongodb'
import { type Mutant, plain } from './gated-db.ts'

/** Mistakes that one server forgives and a replica set does not. */
export const setMutants: Record<string, () => Mutant> = {
  'items read from any member': () => opening('items', { readPreference: 'secondaryPreferred' }),
  'claims read from any member': () => opening('claims', { readPreference: 'secondaryPreferred' }),
  'items written without a majority': () => opening('items', { writeConcern: { w: 1 } }),
  'claims written without a majority': () => opening('claims', { writeConcern: { w: 1 } }),

  /** Takes a write that no majority has yet for done. */
  'write concern error swallowed': () => ({
    async carryOut(call, gate, run) {
      let answer: unknown
      const keeping: typeof run = async (args, isAnswered) => {
        answer = await run(args, isAnswered)
        return answer
      }
      try {
        return await plain(call, gate, keeping)
      } catch (error) {
        if (isWriteConcernError(error)) return answer
        throw error
      }
    },
  }),

  /** Believes in a version that no majority may have. */
  'add that rests on an unsafe version': () => ({
    carryOut: (call, gate, run) => {
      const [filter, update] = call.args as [{ _id: { $in: unknown[] } }, { $max?: unknown }]
      if (call.method !== 'updateMany' || update.$max === undefined) return plain(call, gate, run)
      return { matchedCount: filter._id.$in.length }
    },
  }),

  /** Judges leases by its own clock, which is not that of the primary. */
  "leases judged by the worker's clock": () => ({
    carryOut: (call, gate, run) =>
      plain({ ...call, args: call.args.map(byOwnClock) }, gate, (_, isAnswered) =>
        run(call.args.map(byOwnClock), isAnswered),
      ),
  }),
}

function opening(collection: string, worse: CollectionOptions): Mutant {
  return { open: (name, options) => (name === collection ? { ...options, ...worse } : options) }
}

function isWriteConcernError(error: unknown): boolean {
  if (error instanceof MongoWriteConcernError) return true
  return error instanceof MongoBulkWriteError && [error.writeErrors].flat().length === 0 && error.code === 64
}

/** The same argument with the judgment of leases by this process's clock; what is written stays as it was. */
function byOwnClock(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byOwnClock)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  const entries = Object.entries(value)
  if (JSON.stringify(value) === JSON.stringify({ $lt: ['$until', '$$NOW'] }))
    return { $lt: ['$until', new Date()] }
  return Object.fromEntries(entries.map(([key, one]) => [key, byOwnClock(one)]))
}
