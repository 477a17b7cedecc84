import type { Document, Filter } from 'mongodb'
import { LeaseLostError, QueueUnavailableError } from '../errors.ts'
import { literals } from '../literals.ts'
import type { Store } from '../store.ts'
import type { ClaimDocument } from './claim-document.ts'

/** Who holds a lease and what for. */
export interface LeaseFacts {
  token: string
  queue: string
  owner: string
  stage: string
  leaseMs: number
  size: number
  syncId?: string
  heldSince?: Date
}

/** The lease of one claim: renews itself every third of its length until stopped. */
export class Lease {
  readonly token: string
  readonly queue: string
  readonly claimedAt: Date
  readonly heldSince: Date
  syncId: string | undefined
  size: number
  readonly #store: Store
  readonly #leaseMs: number
  readonly #lost = new AbortController()
  #renewedAt: number
  #timer: NodeJS.Timeout | undefined
  #end: NodeJS.Timeout | undefined

  private constructor(store: Store, facts: LeaseFacts, document: ClaimDocument, startedAt: number) {
    this.token = facts.token
    this.queue = facts.queue
    this.size = facts.size
    this.syncId = facts.syncId
    this.claimedAt = document.claimedAt
    this.heldSince = document.heldSince
    this.#store = store
    this.#leaseMs = facts.leaseMs
    this.#renewedAt = startedAt
  }

  /**
   * Writes the claim, and keeps it alive from then on: a large one is marked and read for minutes on a busy machine. A repeat after a lost
   * answer finds it there and only moves its end on.
   */
  static async start(store: Store, facts: LeaseFacts): Promise<Lease> {
    const startedAt = performance.now()
    const document = await store.retryTransient(`start a claim on ${facts.queue}`, () =>
      store.claims.findOneAndUpdate({ _id: facts.token }, startOf(facts), {
        upsert: true,
        returnDocument: 'after',
      }),
    )
    if (document === null) throw new Error(`claim ${facts.token} on ${facts.queue}: upsert returned nothing`)
    const lease = new Lease(store, facts, document, startedAt)
    lease.keepAlive()
    return lease
  }

  /** Aborts with a LeaseLostError once the lease is known to be lost. */
  get signal(): AbortSignal {
    return this.#lost.signal
  }

  /** Renews every third from now on, and gives the lease up for lost once it must be over without a renewal. */
  keepAlive(): void {
    this.stop()
    if (this.#lost.signal.aborted) return
    const sinceMs = performance.now() - this.#renewedAt
    this.#beatAfter(this.#leaseMs / 3 - sinceMs)
    const giveUp = () => this.#lose('it could not be renewed in time')
    this.#end = setTimeout(giveUp, Math.max(0, this.#leaseMs - sinceMs)).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#end)
    this.#timer = undefined
  }

  /** Moves `until` on. Matched nothing = the lease is lost. */
  renew(): Promise<void> {
    return this.#renew({}, {})
  }

  /**
   * Moves `until` on and writes down another sync, or none. Guarded by the sync that stands there, so that an earlier change
   * which the network brings late changes nothing.
   */
  async changeSync(syncId: string | undefined): Promise<void> {
    const before = [this.syncId, syncId].map((one) => ({ syncId: one ?? { $exists: false } }))
    await this.#renew({ $or: before }, { syncId: syncId === undefined ? '$$REMOVE' : { $literal: syncId } })
    this.syncId = syncId
  }

  /** By its own clock too: a process that stood still hears of its timers later than of what it waited for. */
  async #renew(guard: Filter<ClaimDocument>, fields: Document): Promise<void> {
    this.#lost.signal.throwIfAborted()
    const since = performance.now()
    if (since - this.#renewedAt >= this.#leaseMs) throw this.#lose('it was over before it could be renewed')
    const { matchedCount } = await this.#store.retryTransient(`renew the claim on ${this.queue}`, () =>
      this.#store.claims.updateOne(
        { _id: this.token, expiredAt: { $exists: false }, adopter: { $exists: false }, ...guard },
        [
          {
            $set: {
              ...literals({ size: this.size }),
              ...fields,
              until: { $add: ['$$NOW', this.#leaseMs] },
            },
          },
        ],
      ),
    )
    this.#lost.signal.throwIfAborted()
    if (matchedCount === 0) throw this.#lose('it ran out and was taken, or was released')
    if (performance.now() - since >= this.#leaseMs) throw this.#lose('the answer came too late')
    this.#renewedAt = since
    if (this.#timer !== undefined) this.keepAlive()
  }

  /** Lets the lease run out now. */
  async end(): Promise<void> {
    this.stop()
    await this.#store.retryTransient(`end the lease on ${this.queue}`, () =>
      this.#store.claims.updateOne({ _id: this.token, adopter: { $exists: false } }, [
        { $set: { until: '$$NOW' } },
      ]),
    )
  }

  #beatAfter(afterMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#beat(), Math.max(0, afterMs)).unref()
  }

  async #beat(): Promise<void> {
    try {
      await this.renew()
    } catch (error) {
      this.#afterFailedBeat(error)
    }
  }

  /** A database that is unavailable is asked again until the lease is over; after that it may be somebody else's. */
  #afterFailedBeat(error: unknown): void {
    if (this.#lost.signal.aborted || this.#timer === undefined) return
    if (error instanceof QueueUnavailableError) this.#beatAfter(this.#leaseMs / 30)
    else this.#lose('it could not be renewed', error)
  }

  #lose(because: string, cause?: unknown): LeaseLostError {
    this.stop()
    const error = new LeaseLostError({ queue: this.queue, token: this.token, because, cause })
    this.#lost.abort(error)
    return error
  }
}

function startOf({ queue, owner, stage, size, syncId, leaseMs, heldSince }: LeaseFacts) {
  return [
    {
      $set: {
        ...literals({ queue, owner, stage, size, ...(syncId === undefined ? {} : { syncId }) }),
        claimedAt: { $ifNull: ['$claimedAt', '$$NOW'] },
        heldSince: { $ifNull: ['$heldSince', heldSince ?? '$$NOW'] },
        until: { $add: ['$$NOW', leaseMs] },
      },
    },
  ]
}
