import { type Eloqua, EloquaError, EloquaUnknownOutcomeError } from '@dwmops/eloqua-client'
import type { Ledger, LedgerEntry, SyncKind } from '@dwmops/sync-ledger'
import { takenOff } from '../export/still-on-list.ts'
import { followSync } from './follow-sync.ts'
import type { JournalParts } from './journal-parts.ts'
import { lookUpSync } from './look-up-sync.ts'
import { giveUpSync, type ResumedSyncs, resumeSync, resumeSyncs } from './resume-syncs.ts'
import {
  type EndedOutcome,
  isGood,
  type ResumedOutcome,
  type SyncOutcome,
  syncFailure,
} from './sync-outcome.ts'
import { SyncPostponedError } from './sync-postponed-error.ts'

/** A sync to be run. */
export interface PlannedSync {
  readonly kind: SyncKind
  /** A definition made for this sync alone, so that a sync found for it is ours. */
  readonly definitionUri: string
  /** Small facts that a successor needs to resume the work. */
  readonly data?: Record<string, unknown>
  /** The queue claim whose records the sync carries; it names the ledger entry before anything is sent. */
  readonly claim?: { readonly token: string; attachSync(entryId: string): Promise<void> }
  /** Not begun beside another open sync of the stage: of several that begin at once, one goes on at most. */
  readonly alone?: true
}

/** Runs Bulk syncs so that each is written down before it starts and can be followed to its end by another run. */
export class SyncJournal {
  readonly eloqua: Eloqua
  readonly ledger: Ledger
  readonly #parts: JournalParts

  constructor(parts: JournalParts) {
    this.eloqua = parts.eloqua
    this.ledger = parts.ledger
    this.#parts = parts
  }

  /** Plans, starts and follows a sync. Throws EloquaError when Eloqua refuses the start; the entry is closed then. */
  async run({ kind, definitionUri, data, claim, alone }: PlannedSync): Promise<SyncOutcome> {
    if ((await this.ledger.quotaFor(kind, { signal: this.#parts.stopSignal })) === 'stop') {
      this.#parts.log.warn({ kind }, 'hourly sync quota reached')
      return { state: 'not-begun', postponed: SyncPostponedError.noQuota(kind) }
    }
    const entry = await this.ledger.plan({
      kind,
      definitionUri,
      ...(claim && { claim: claim.token }),
      ...(data && { data }),
    })
    if (alone && (await this.#othersAreOpen(entry))) {
      await this.ledger.abandoned(entry.id, 'another run began one at the same time')
      this.#parts.log.info({ kind }, 'another run is at work, nothing is begun beside it')
      return { state: 'not-begun' }
    }
    await claim?.attachSync(entry.id)
    const syncUri = await this.#start(entry)
    return followSync(this.#parts, await this.ledger.started(entry.id, syncUri), syncUri)
  }

  /** Each run writes its own entry down before it looks, so that of two at once one sees the other, or both do. */
  async #othersAreOpen({ id }: LedgerEntry): Promise<boolean> {
    return (await this.ledger.unfinished()).some((other) => other.id !== id)
  }

  /**
   * Resumes the stage's syncs whose runs gave no sign of life for so long, and follows them to their end; see {@link resumeSyncs}.
   * `held` are left alone.
   */
  resumeUnfinished(silentMs: number, held: ReadonlySet<string> = new Set()): Promise<ResumedSyncs> {
    return resumeSyncs(this.#parts, { silentMs, held })
  }

  /** Follows the sync of an entry that an earlier run left; see {@link resumeSync}. */
  resume(entry: LedgerEntry): Promise<ResumedOutcome> {
    return resumeSync(this.#parts, entry)
  }

  /** Closes the entry of a sync that cannot be followed or read any more. */
  giveUp(entry: LedgerEntry, reason: string): Promise<void> {
    return giveUpSync(this.#parts, entry, reason)
  }

  /** Closes the entry once the consequences of its sync are stored. Members that it left on their list are a warning, and counted. */
  async close(outcome: EndedOutcome, counts: Record<string, number>): Promise<void> {
    const { entry, sync, verdict } = outcome
    const { log, count } = this.#parts
    await this.ledger.ended(entry.id, { status: sync.status, counts })
    const off = takenOff(outcome, counts)
    const facts = { syncUri: sync.uri, kind: entry.kind, status: sync.status, codes: verdict.codes }
    log.info({ ...facts, ...counts, ...(off && { removed: off.removed }) }, 'sync ended')
    if (off === undefined || off.removed >= off.sent) return
    log.warn({ syncUri: sync.uri, ...off }, 'fewer members taken off the list than were sent')
    count({ stillOnList: off.sent - off.removed })
  }

  /** Throws EloquaSyncFailedError when the sync ended badly, with its entry closed: another sync does its work. */
  async requireGood(outcome: EndedOutcome): Promise<void> {
    if (isGood(outcome)) return
    await this.close(outcome, {})
    throw syncFailure(outcome)
  }

  /** The one POST that must not be repeated blindly: after a lost answer it is sent again only when no sync is found. */
  async #start(entry: LedgerEntry): Promise<string> {
    try {
      return (await this.eloqua.syncs.start(entry.definitionUri)).uri
    } catch (error) {
      if (!(error instanceof EloquaUnknownOutcomeError)) {
        if (error instanceof EloquaError) await this.ledger.abandoned(entry.id, `refused: ${error.code}`)
        throw error
      }
      this.#parts.log.warn(
        { err: error, definitionUri: entry.definitionUri },
        'answer to a sync lost, looking it up',
      )
      return (
        (await lookUpSync(this.#parts, entry)) ?? (await this.eloqua.syncs.start(entry.definitionUri)).uri
      )
    }
  }
}
