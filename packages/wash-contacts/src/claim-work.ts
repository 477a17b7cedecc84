import { mayBeTheRecords } from '@dwmops/job-runner'
import { type Claim, type Item, LeaseLostError } from '@dwmops/mongo-queue'
import type { RuleStore } from '@dwmops/rule-store'
import type { CurrentRules } from './current-rules.ts'
import { type WashedBatch, washBatch } from './wash-batch.ts'
import type { WashTally } from './wash-tally.ts'

interface Parts {
  readonly rules: CurrentRules
  readonly store: RuleStore
  readonly tally: WashTally
  readonly runId: string
}

/** Washes claims one after the other; what was washed last is settled while the next is washed. */
export class ClaimWork {
  readonly #parts: Parts
  #settling: Promise<void> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Washes what a claim holds: records that come for the first time together, those that were tried before each by itself, so that one
   * that cannot be stored, or ends the process, holds up no other. Such a one goes back with its attempt counted, and its error is
   * thrown when the others are done. What has nothing to do with the records gives all of them back untried.
   */
  async wash(claim: Claim): Promise<void> {
    let failure: { readonly error: unknown } | undefined
    for (const items of inTurn(claim.items)) {
      try {
        const batch = await this.#washAndWrite(claim, items)
        await this.#settling
        this.#settle(claim, batch, items.length)
      } catch (error) {
        if (error instanceof LeaseLostError) return await this.#parts.tally.lost(error)
        await this.#settling.catch(() => undefined) // shown by settled(), or by the next claim
        if (!mayBeTheRecords(error)) {
          await claim.release({ countAttempt: false })
          throw error
        }
        failure ??= { error }
        this.#settle(claim, goBack(items, error), items.length)
      }
    }
    if (failure === undefined) return
    await this.#settling
    throw failure.error
  }

  /** Once all that was washed is settled. Throws what kept it from being so. */
  settled(): Promise<void> {
    return this.#settling
  }

  async #washAndWrite(claim: Claim, items: readonly Item[]): Promise<WashedBatch> {
    const { rules, store, tally, runId } = this.#parts
    const { washer, version } = await rules.washer()
    const started = performance.now()
    const batch = washBatch(washer, items, Date.now() / 1000)
    tally.washed(claim, batch, performance.now() - started)
    claim.signal.throwIfAborted()
    const [receipt] = await Promise.all([
      store.writeHistory(batch.history),
      store.washes.write(batch.washes, { run: runId, rules: version, at: new Date() }),
    ])
    batch.noteHistoryIds(receipt)
    return batch
  }

  #settle(claim: Claim, batch: Pick<WashedBatch, 'outcomes' | 'changed'>, records: number): void {
    const { tally } = this.#parts
    this.#settling = claim
      .settle(batch.outcomes)
      .then((settled) => tally.settled(claim, settled, { records, ...batch }))
    ignoreRejection(this.#settling)
  }
}

/** What is thrown there is awaited later: until then it must not end the process. */
function ignoreRejection(promise: Promise<unknown>): void {
  promise.catch(() => undefined)
}

function inTurn(items: readonly Item[]): (readonly Item[])[] {
  const fresh = items.filter(({ attempts }) => attempts === 1)
  const again = items.filter(({ attempts }) => attempts > 1)
  return [...(fresh.length > 0 ? [fresh] : []), ...again.map((item) => [item])]
}

/** Without the message of an unknown error, which could hold a value. */
function goBack(items: readonly Item[], error: unknown): Pick<WashedBatch, 'outcomes' | 'changed'> {
  const name = error instanceof Error ? error.name : typeof error
  const code = (error as { readonly code?: unknown } | undefined)?.code
  const message = `it could not be stored: ${[name, code].filter((part) => part !== undefined).join(' ')}`
  const reason = { code: 'WASH_NOT_STORED', message }
  return { outcomes: items.map(({ id }) => ({ id, to: 'requeue', reason })), changed: 0 }
}
