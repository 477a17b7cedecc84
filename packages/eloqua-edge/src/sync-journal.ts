import {
  type Eloqua,
  EloquaConflictError,
  EloquaError,
  EloquaNotFoundError,
  EloquaSyncFailedError,
  EloquaUnknownOutcomeError,
  type EndedSync,
  type SyncVerdict,
} from '@dwmops/eloqua-client'
import type { Ledger, LedgerEntry, SyncKind } from '@dwmops/sync-ledger'
import type { Logger } from 'pino'
import { SyncPostponedError } from './sync-postponed-error.ts'

export interface PlannedSync {
  readonly kind: SyncKind
  /** A definition made for this sync alone, so that a sync found for it is ours. */
  readonly definitionUri: string
  /** Small facts that a successor needs to take up the work. */
  readonly data?: Record<string, unknown>
  /** The queue claim whose records the sync carries; it is told the ledger entry before anything is sent. */
  readonly claim?: { readonly token: string; attachSync(entryId: string): Promise<void> }
  /** Not begun beside another open sync of the stage: of several that begin at once, one goes on at most. */
  readonly alone?: true
}

/**
 * How far a sync came. `unfinished`: the run had to end first, a later run follows it. `not-begun`: the hour's share is used up, as
 * `postponed` says, or it was not alone.
 */
export type SyncOutcome =
  | {
      readonly state: 'ended'
      readonly entry: LedgerEntry
      readonly sync: EndedSync
      readonly verdict: SyncVerdict
    }
  | { readonly state: 'unfinished'; readonly entry: LedgerEntry }
  | { readonly state: 'not-begun'; readonly postponed?: SyncPostponedError }

export type EndedOutcome = SyncOutcome & { readonly state: 'ended' }

/** What became of the entry of a run that is gone. `never-started`: nothing reached Eloqua, the entry is closed. */
export type ResumedOutcome =
  | Exclude<SyncOutcome, { state: 'not-begun' }>
  | { readonly state: 'never-started' }

/** What a run found of its stage's earlier syncs. */
export interface TakenUp {
  readonly ended: EndedOutcome[]
  /** There are some that may still be alive, or go on beyond this run. */
  othersAtWork: boolean
  /** One was followed until this run had to end, and did not end. */
  outlasted?: SyncPostponedError
}

export interface JournalParts {
  readonly eloqua: Eloqua
  readonly ledger: Ledger
  readonly log: Logger
  /** Aborted when the run has to end: nothing is waited for any more. */
  readonly ending: AbortSignal
  readonly firstPollMs: number
  /** Whether Eloqua may be written to; else nothing but looks at it comes of syncs that others left. */
  readonly mayWrite: boolean
}

/** A sync is given up after this long; the queue frees a claim that waits for one as late. */
const giveUpAfterMs = 6 * 3_600_000

function isOverdue({ plannedAt }: LedgerEntry): boolean {
  return Date.now() - plannedAt.getTime() > giveUpAfterMs
}

/**
 * Whether a sync did its work, rejected rows apart. An export of nothing did, whatever status Eloqua gives it; a sync of staged rows
 * that found none did not.
 */
export function isGood({ entry, verdict }: EndedOutcome): boolean {
  if (verdict.empty) return entry.kind === 'export' && verdict.codes.every((code) => code === nothingThere)
  return verdict.result === 'ok' || verdict.result === 'some-rejected'
}

const nothingThere = 'ELQ-00124'

/** The error that says how a sync ended. */
export function syncFailure({ sync, verdict }: EndedOutcome): EloquaSyncFailedError {
  return new EloquaSyncFailedError({
    syncUri: sync.uri,
    syncStatus: sync.status,
    temporary: verdict.result === 'temporary',
    statusCodes: verdict.codes.length === 0 && verdict.empty ? [nothingThere] : verdict.codes,
  })
}

/** Eloqua does not delete the rows of a sync that runs. */
function conflictOrThrow(error: unknown): EloquaConflictError {
  if (error instanceof EloquaConflictError) return error
  throw error
}

/** Runs Bulk syncs so that each is written down before it starts and can be followed to its end by another run. */
export class SyncJournal {
  readonly eloqua: Eloqua
  readonly ledger: Ledger
  readonly #log: Logger
  readonly #ending: AbortSignal
  readonly #firstPollMs: number
  readonly #mayWrite: boolean

  constructor(parts: JournalParts) {
    this.eloqua = parts.eloqua
    this.ledger = parts.ledger
    this.#log = parts.log
    this.#ending = parts.ending
    this.#firstPollMs = parts.firstPollMs
    this.#mayWrite = parts.mayWrite
  }

  /** Plans, starts and follows a sync. Throws EloquaError when Eloqua refuses the start; the entry is closed then. */
  async run({ kind, definitionUri, data, claim, alone }: PlannedSync): Promise<SyncOutcome> {
    if ((await this.ledger.roomFor(kind, { signal: this.#ending })) === 'stop') {
      this.#log.warn({ kind }, 'no room for another sync in this hour')
      return { state: 'not-begun', postponed: SyncPostponedError.noRoom(kind) }
    }
    const entry = await this.ledger.plan({
      kind,
      definitionUri,
      ...(claim && { claim: claim.token }),
      ...(data && { data }),
    })
    if (alone && (await this.#othersAreOpen(entry))) {
      await this.ledger.abandoned(entry.id, 'another run began one at the same time')
      this.#log.info({ kind }, 'another run is at work, nothing is begun beside it')
      return { state: 'not-begun' }
    }
    await claim?.attachSync(entry.id)
    const syncUri = await this.#start(entry)
    return this.#follow(await this.ledger.started(entry.id, syncUri), syncUri)
  }

  /** Each run writes its own entry down before it looks, so that of two at once one sees the other, or both do. */
  async #othersAreOpen({ id }: LedgerEntry): Promise<boolean> {
    return (await this.ledger.unfinished()).some((other) => other.id !== id)
  }

  /** Takes up what another run left: looks up whether its sync was started, and follows it to the end. */
  async #lookUpAndFollow(entry: LedgerEntry): Promise<ResumedOutcome> {
    const syncUri = entry.syncUri ?? (await this.#lookUpForGood(entry))
    if (syncUri === undefined) {
      await this.ledger.abandoned(entry.id, 'never started')
      return { state: 'never-started' }
    }
    const started = entry.syncUri === undefined ? await this.ledger.started(entry.id, syncUri) : entry
    this.#log.info({ entry: entry.id, syncUri, kind: entry.kind }, 'sync of an earlier run taken up')
    return this.#follow(started, syncUri)
  }

  /**
   * Takes up the stage's syncs whose runs gave no sign of life for so long, and follows them to their end; those that are hours old
   * are looked at once more. `held` are left alone.
   */
  async takeUpUnfinished(silentMs: number, held: ReadonlySet<string> = new Set()): Promise<TakenUp> {
    const taken: TakenUp = { ended: [], othersAtWork: false }
    for (const unfinished of await this.ledger.unfinished()) {
      const { id } = unfinished
      if (held.has(id)) continue
      if (isOverdue(unfinished) && !(await this.#hasEnded(unfinished))) {
        await this.giveUp(unfinished, 'not ended in 6 hours')
        continue
      }
      const entry = await this.ledger.adopt(id, { silentMs })
      const outcome = entry && (await this.resume(entry))
      if (outcome?.state === 'ended') taken.ended.push(outcome)
      else if (outcome?.state !== 'never-started') taken.othersAtWork = true
      if (outcome?.state === 'unfinished') taken.outlasted = SyncPostponedError.notEnded(outcome.entry)
    }
    return taken
  }

  async #hasEnded({ syncUri }: LedgerEntry): Promise<boolean> {
    if (syncUri === undefined) return false
    try {
      return (await this.eloqua.syncs.get(syncUri)).end !== undefined
    } catch (error) {
      if (error instanceof EloquaNotFoundError) return false
      throw error
    }
  }

  /** A sync that Eloqua does not know any more has nothing left to follow: its entry is closed, and its work is done anew. */
  async resume(entry: LedgerEntry): Promise<ResumedOutcome> {
    try {
      return await this.#lookUpAndFollow(entry)
    } catch (error) {
      if (!(error instanceof EloquaNotFoundError)) throw error
      if (entry.state !== 'ended') await this.giveUp(entry, 'Eloqua does not know it any more', error)
      return { state: 'never-started' }
    }
  }

  /** Closes the entry of a sync that cannot be followed or read any more. */
  async giveUp({ id, syncUri, kind }: LedgerEntry, reason: string, error?: unknown): Promise<void> {
    await this.ledger.abandoned(id, reason)
    this.#log.warn(
      { entry: id, syncUri, kind, reason, ...(error !== undefined && { err: error }) },
      'sync given up',
    )
  }

  /** Closes the entry once the consequences of its sync are stored. */
  async close(outcome: EndedOutcome, counts: Record<string, number>): Promise<void> {
    const status = outcome.sync.status
    await this.ledger.ended(outcome.entry.id, { status, counts })
    this.#log.info(
      {
        syncUri: outcome.sync.uri,
        kind: outcome.entry.kind,
        status,
        codes: outcome.verdict.codes,
        ...counts,
      },
      'sync ended',
    )
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
      this.#log.warn(
        { err: error, definitionUri: entry.definitionUri },
        'answer to a sync lost, looking it up',
      )
      return (await this.#lookUp(entry)) ?? (await this.eloqua.syncs.start(entry.definitionUri)).uri
    }
  }

  async #lookUp(entry: LedgerEntry): Promise<string | undefined> {
    const found = await this.eloqua.syncs.findByDefinition(entry.definitionUri, {
      since: entry.plannedAt.getTime(),
    })
    return found.at(-1)?.uri
  }

  /**
   * The start of a run that is gone may still be on its way to Eloqua. Where nothing is found its rows are deleted before that is
   * believed: whenever it arrives then, it finds nothing to do.
   */
  async #lookUpForGood(entry: LedgerEntry): Promise<string | undefined> {
    const found = await this.#lookUp(entry)
    if (found !== undefined || entry.kind === 'export' || !this.#mayWrite) return found
    const refusal = await this.eloqua.deleteRows(entry.definitionUri).catch(conflictOrThrow)
    const arrived = await this.#lookUp(entry)
    if (arrived === undefined && refusal) throw refusal
    return arrived
  }

  async #follow(
    entry: LedgerEntry,
    syncUri: string,
  ): Promise<SyncOutcome & { state: 'ended' | 'unfinished' }> {
    try {
      const sync = await this.eloqua.syncs.waitForEnd(syncUri, {
        firstPollMs: this.#firstPollMs,
        signal: this.#ending,
        onPoll: () => void this.ledger.touch(entry.id).catch(() => 'the next one may come through'),
        onUnknownStatus: (status) => this.#log.error({ syncUri, status }, 'sync has a status nobody knows'),
      })
      const verdict = await this.eloqua.syncs.judge(sync)
      const twin = verdict.empty ? await this.#twinOf(entry, syncUri) : undefined
      return twin === undefined ? { state: 'ended', entry, sync, verdict } : this.#follow(entry, twin)
    } catch (error) {
      if (!this.#ending.aborted) throw error
      this.#log.warn({ syncUri }, 'sync not finished within this run, the next one follows it')
      return { state: 'unfinished', entry }
    }
  }

  /**
   * The sync that took the rows of one that found none: a POST that seemed lost had started it after all, unseen when it was
   * looked for. There is one at most, the first.
   */
  async #twinOf(
    { kind, definitionUri, plannedAt }: LedgerEntry,
    syncUri: string,
  ): Promise<string | undefined> {
    if (kind === 'export') return undefined
    const all = await this.eloqua.syncs.findByDefinition(definitionUri, { since: plannedAt.getTime() })
    const first = all.at(-1)?.uri
    return first === syncUri ? undefined : first
  }
}
