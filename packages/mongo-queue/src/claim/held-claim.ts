import type { ObjectId } from 'mongodb'
import { UnknownOutcomeError } from '../errors.ts'
import type { Item, Payload } from '../item/item.ts'
import type { Outcome } from '../settle/outcome.ts'
import { planSettles } from '../settle/plan-settle.ts'
import { readSettled, type Settled, type SettleResult, writeOutcomes } from '../settle/settle.ts'
import type { Store } from '../store.ts'
import type { Claim } from './claim.ts'
import { type Freed, freeItems } from './free-items.ts'
import { itemOf } from './held-document.ts'
import type { Lease } from './lease.ts'
import { deleteClaim, type Held } from './start-claim.ts'

/** What a claim needs to know of how items end. */
export interface Endings {
  maxAttempts: number
  retentionMs: number
}

/** A claim as its holder has it. */
export class HeldClaim<P extends Payload> implements Claim<P> {
  readonly token: string
  readonly queue: string
  readonly claimedAt: Date
  readonly items: readonly Item<P>[]
  readonly #store: Store
  readonly #lease: Lease
  readonly #endings: Endings
  /** Items whose end is not yet known, by id. */
  readonly #open: Map<string, Item<P>>
  readonly #all: ReadonlyMap<string, Item<P>>
  #ended = false

  constructor(store: Store, { lease, documents }: Held, endings: Endings) {
    this.token = lease.token
    this.queue = lease.queue
    this.claimedAt = lease.claimedAt
    this.items = documents.map((document) => itemOf<P>(document))
    this.#store = store
    this.#lease = lease
    this.#endings = endings
    this.#all = new Map(this.items.map((item) => [item.id, item]))
    this.#open = new Map(this.#all)
    lease.size = this.items.length
  }

  get signal(): AbortSignal {
    return this.#lease.signal
  }

  get syncId(): string | undefined {
    return this.#lease.syncId
  }

  renew(): Promise<void> {
    return this.#lease.renew()
  }

  attachSync(syncId: string): Promise<void> {
    return this.#lease.changeSync(syncId)
  }

  detachSync(): Promise<void> {
    return this.#lease.changeSync(undefined)
  }

  async settle(outcomes: Iterable<Outcome>): Promise<Settled> {
    const pairs = this.#match([...outcomes])
    const facts = { token: this.token, queue: this.queue, syncId: this.syncId, ...this.#endings }
    const plans = planSettles(pairs, facts)
    const result = this.signal.aborted
      ? await readSettled(
          this.#store,
          this.token,
          plans.map(({ _id }) => _id),
        )
      : await writeOutcomes(this.#store, this.token, plans)
    for (const { item } of pairs) this.#open.delete(item.id)
    this.#lease.size = this.#open.size
    if (this.#open.size === 0) await this.#end()
    return report(
      result,
      plans.filter(({ buries }) => buries).map(({ _id }) => _id.toHexString()),
    )
  }

  async release({ countAttempt = true }: { countAttempt?: boolean } = {}): Promise<Freed> {
    if (this.#ended) return nothingFreed
    this.#lease.stop()
    const { maxAttempts } = this.#endings
    const freed =
      this.#open.size > 0 && !this.signal.aborted
        ? await freeItems(this.#store, this.token, { maxAttempts, countAttempt, reason: undefined })
        : nothingFreed
    this.#open.clear()
    await this.#end()
    return freed
  }

  async abandon(): Promise<Freed> {
    if (this.#ended || this.signal.aborted) return nothingFreed
    if (this.syncId === undefined) return this.release()
    await this.#lease.end()
    this.#open.clear()
    this.#ended = true
    return nothingFreed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.abandon()
  }

  /** A settle that is repeated names items that have ended: that is fine, their trail says. */
  #match(outcomes: readonly Outcome[]): { item: Item<P>; outcome: Outcome }[] {
    const named = new Set<string>()
    const wrong: string[] = []
    const pairs = outcomes.flatMap((outcome) => {
      const item = named.has(outcome.id) ? undefined : this.#all.get(outcome.id)
      named.add(outcome.id)
      if (item === undefined) wrong.push(outcome.id)
      return item === undefined ? [] : [{ item, outcome }]
    })
    if (wrong.length > 0) throw new UnknownOutcomeError(this.token, wrong)
    return pairs
  }

  /** A lost claim is left as it is: its next holder needs to see its sync. */
  async #end(): Promise<void> {
    this.#lease.stop()
    if (!this.#ended && !this.signal.aborted) await deleteClaim(this.#store, this.token)
    this.#ended = true
  }
}

const nothingFreed: Freed = { returned: 0, buried: 0 }

function report({ settled, lost, replacedByPending }: SettleResult, toBury: string[]): Settled {
  const renewed = new Set(replacedByPending.map(hex))
  const written = new Set(settled.map(hex))
  return {
    settled: [...written],
    lost: lost.map(hex),
    replacedByPending: [...renewed],
    buried: toBury.filter((id) => written.has(id) && !renewed.has(id)),
  }
}

const hex = (id: ObjectId): string => id.toHexString()
