import { recordClaimEvent, type StageContext } from '@dwmops/job-runner'
import type { Claim, LeaseLostError, Settled } from '@dwmops/mongo-queue'
import type { WashedBatch } from './wash-batch.ts'

/** What was settled of a claim: how many records, and what was to become of them. */
export interface SettledBatch extends Pick<WashedBatch, 'outcomes' | 'changed'> {
  readonly records: number
}

/** Counts, logs and metrics of a washing run. */
export class WashTally {
  readonly #context: StageContext<'wash-contacts'>
  readonly #hits = new Map<string, number>()
  #washMs = 0
  #leasesLost = 0

  constructor(context: StageContext<'wash-contacts'>) {
    this.#context = context
  }

  washed(claim: Claim, batch: WashedBatch, tookMs: number): void {
    this.#washMs += tookMs
    for (const [type, count] of Object.entries(batch.hits)) {
      this.#hits.set(type, (this.#hits.get(type) ?? 0) + count)
    }
    for (const failure of batch.failed) this.#context.log.error(failure, 'contact could not be washed')
    this.#context.log.debug(
      { claim: claim.token, records: batch.outcomes.length, washMs: Math.round(tookMs) },
      'washed',
    )
  }

  settled(claim: Claim, { settled, lost, replacedByPending, buried }: Settled, batch: SettledBatch): void {
    const { records, changed } = batch
    const failed = buried.length
    const dead = new Set(buried)
    const again = batch.outcomes.filter(({ id, to }) => to === 'requeue' && !dead.has(id)).length
    this.#context.count({
      in: records,
      out: settled.length - failed - again,
      failed,
      changed,
      lost: lost.length,
      replacedByPending: replacedByPending.length,
    })
    this.#context.log.info(
      { claim: claim.token, records, changed, failed, again, lost: lost.length },
      'batch washed and handed on',
    )
  }

  async lost(error: LeaseLostError): Promise<void> {
    this.#leasesLost += 1
    this.#context.log.warn({ err: error }, 'lease lost, batch dropped')
    await recordClaimEvent(this.#context, { kind: 'lost', of: this.#context.stage, claims: 1 })
  }

  publish(): void {
    const { metrics } = this.#context
    metrics.set('total_seconds_dwm', this.#washMs / 1000)
    metrics.set('dwm_run_leases_lost', this.#leasesLost)
    for (const [type, count] of this.#hits) metrics.set('dwm_run_rule_hits', count, { type })
  }
}
