import type { Claim } from '@dwmops/mongo-queue'
import type { Logger } from 'pino'
import { isUnknown } from '../import/claims/adopted-claim.ts'
import type { SyncJournal } from './sync-journal.ts'
import { SyncPostponedError } from './sync-postponed-error.ts'

/** Adopted claims whose syncs the ledger does not hold: kept until the end of the run, so that those behind them have their turn. */
export class UnknownSyncs {
  readonly #claims: Claim[] = []

  /** Whether the claim is one of these; it is kept then. */
  async setAside(journal: SyncJournal, claim: Claim): Promise<boolean> {
    if (!(await isUnknown(journal, claim))) return false
    this.#claims.push(claim)
    return true
  }

  /** Leaves them to the next run, with nothing sent; returns what that run is to say of them. */
  async abandon(log: Logger): Promise<SyncPostponedError | undefined> {
    let postponed: SyncPostponedError | undefined
    for (const claim of this.#claims) {
      postponed = SyncPostponedError.unknownEntry(claim.syncId ?? '')
      log.error({ err: postponed, claim: claim.token }, 'claim with an unknown sync left alone')
      await claim.abandon()
    }
    return postponed
  }
}
