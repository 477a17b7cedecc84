import type { Claim, Item, Settled } from '../src/index.ts'
import { keyHex } from '../src/index.ts'

/** One reading of a contact at its source. */
export interface Export {
  key: string
  value: string
  priority: number
  exportedAt: Date
  /** The queue said that it has it. */
  acknowledged: boolean
}

/** A promise of the queue that was seen broken. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise'
}

interface Handout {
  token: string
  queue: string
  pass: number
  attempts: number
}

/** What a settle said of one item. */
type SettleReport = { token: string; id: string; as: 'settled' | 'lost' }

/**
 * What really happened, as seen from outside of the queue: what was exported, handed out, reported, and written to the
 * world outside. Says at once when the queue breaks a promise that shows here.
 */
export class World {
  readonly exports: Export[] = []
  /** What the world outside holds, by key: its version and when that was exported. */
  readonly written = new Map<string, Export>()
  /** Syncs that really took place, and the first and last id of what each carries: all that is known of one later on. */
  readonly syncs = new Map<string, { first: string; last: string }>()
  readonly reports: SettleReport[] = []
  /** Claims whose lease was ended from outside. */
  readonly ended = new Set<string>()
  /** Claims whose holder has begun to settle or release. */
  readonly ending = new Set<string>()
  /** Claims that a worker was given: the attempt of one that nobody heard of is taken back. */
  readonly given = new Set<string>()
  readonly redriven = new Set<string>()
  readonly #holders = new Map<string, Handout>()
  readonly #movers = new Map<string, string>()
  /** Which sync carried a record in which pass. */
  readonly #carriers = new Map<string, string>()
  /** Syncs by the tokens of the claims that stood or stand for them. */
  readonly #syncsOf = new Map<string, Set<string>>()
  /** Claims that nobody renewed for hours, or that a person took away: records of their syncs may go out again. */
  readonly #givenUp = new Set<string>()
  #clock = Date.UTC(2020, 0, 1)

  /** A new reading of the source, later than all others. */
  export(key: string, value: string, priority: number): Export {
    this.#clock += 1_000
    const reading = { key, value, priority, exportedAt: new Date(this.#clock), acknowledged: false }
    this.exports.push(reading)
    return reading
  }

  /** A claim came to a worker that had asked for that queue. */
  handedOut(claim: Claim, asked: string, adopted: boolean): void {
    this.given.add(claim.token)
    for (const item of claim.items) {
      const before = this.#holders.get(item.id)
      const now = { token: claim.token, queue: asked, pass: item.generation, attempts: item.attempts }
      if (before !== undefined) this.#checkHandout(item, before, now, adopted)
      this.#holders.set(item.id, now)
    }
  }

  #checkHandout(item: Item, before: Handout, now: Handout, adopted: boolean): void {
    if (before.queue !== now.queue || before.pass !== now.pass || before.token === now.token) return
    if (!this.ended.has(before.token) && !this.ending.has(before.token))
      throw new BrokenPromise(`${item.id} handed to ${now.token} while ${before.token} holds it`)
    if (!adopted && !this.redriven.has(item.id) && now.attempts <= before.attempts)
      throw new BrokenPromise(`attempts of ${item.id} fell from ${before.attempts} to ${now.attempts}`)
  }

  /** What a settle said of items that went on or are done. */
  settleReported(
    claim: Claim,
    { settled, lost, replacedByPending }: Settled,
    onward: ReadonlySet<string>,
  ): void {
    const items = new Map(claim.items.map((item) => [item.id, item]))
    for (const id of settled) {
      this.reports.push({ token: claim.token, id, as: 'settled' })
      const item = items.get(id)
      if (item !== undefined && onward.has(id) && !replacedByPending.includes(id)) this.#movedOn(item, claim)
    }
    for (const id of lost) this.reports.push({ token: claim.token, id, as: 'lost' })
  }

  #movedOn({ id, generation }: Item, { queue, token }: Claim): void {
    const hop = `${id} pass ${generation} of ${queue}`
    const other = this.#movers.get(hop)
    if (other !== undefined && other !== token)
      throw new BrokenPromise(`${hop} settled by ${other} and by ${token}`)
    this.#movers.set(hop, token)
  }

  /** A version goes out: never an older one after a newer one, and never by a second sync while the first is followed. */
  writeOut({ id, key, payload, priority, generation, exportedAt }: Item, sync: string): void {
    const before = this.written.get(key)
    const carrier = this.#carriers.get(`${id} pass ${generation}`)
    if (carrier !== undefined && !this.#isGivenUp(carrier))
      throw new BrokenPromise(`${id} pass ${generation} sent by ${sync} while ${carrier} carries it`)
    this.#carriers.set(`${id} pass ${generation}`, sync)
    if (before !== undefined && before.exportedAt > exportedAt)
      throw new BrokenPromise(`${id}: version ${payload['value']} written after the newer ${before.value}`)
    const value = String(payload['value'])
    this.written.set(key, { key, value, priority, exportedAt, acknowledged: true })
  }

  /** Records are taken for sent, by what is known of a sync: they have gone out in their present pass. */
  takenForSent(items: readonly Item[], sync: string): void {
    for (const { id, generation } of items)
      if (!this.#carriers.has(`${id} pass ${generation}`))
        throw new BrokenPromise(`${id} pass ${generation} taken for sent by ${sync}, and was not`)
  }

  /** A claim stands for a sync from now on. One that is adopted has been held as long as the one it was adopted from. */
  standsFor(token: string, sync: string): void {
    if (this.#isGivenUp(sync)) this.#givenUp.add(token)
    this.#note(token, sync)
  }

  /** An adopter may not have said yet what its claim stands for. */
  giveUp(token: string, sync: string | undefined): void {
    this.#givenUp.add(token)
    if (sync !== undefined) this.#note(token, sync)
  }

  #note(token: string, sync: string): void {
    this.#syncsOf.set(token, (this.#syncsOf.get(token) ?? new Set()).add(sync))
  }

  #isGivenUp(sync: string): boolean {
    return [...this.#givenUp].some((token) => this.#syncsOf.get(token)?.has(sync))
  }

  /** The newest version of a key that the queue has acknowledged. */
  newest(key: string): Export | undefined {
    return this.exports.findLast((one) => one.key === key && one.acknowledged)
  }

  get keys(): string[] {
    return [...new Set(this.exports.map(({ key }) => key))]
  }

  /** For messages: ids, as everywhere. */
  static id(key: string): string {
    return keyHex(key)
  }
}
