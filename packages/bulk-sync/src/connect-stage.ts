import { connectEloqua } from '@dwmops/eloqua-client'
import type { proxySettings, SettingsOf } from '@dwmops/fleet'
import { egressProxyOf, type StageContext } from '@dwmops/job-runner'
import { openLedger } from '@dwmops/sync-ledger'
import { credentialsOf, type LoginSettings } from './login/credentials.ts'
import { SyncJournal } from './syncs/sync-journal.ts'

/** Settings that every stage needs which talks to Eloqua. */
export type EloquaSettings = LoginSettings &
  SettingsOf<'ELOQUA_LOGIN_URL' | 'POLL_SECONDS' | 'GRACE_SECONDS' | (typeof proxySettings)[number]>

/** What a run that talks to Eloqua is given: that of a stage, or of undo. */
export type EloquaContext = Pick<
  StageContext,
  | 'log'
  | 'owner'
  | 'runId'
  | 'queueDb'
  | 'abortSignal'
  | 'stopSignal'
  | 'deadlineAt'
  | 'eloquaWrite'
  | 'count'
  | 'countValues'
> & {
  /** Whose claims and syncs these are. */
  readonly stage: string
  readonly settings: EloquaSettings
}

/**
 * Logs in to Eloqua and opens the ledger of syncs for the run of a stage. Nothing outlasts the run's deadline by more
 * than the grace period; a signal ends the login at once, and the rest where it hears the signal: what is held then can be
 * given back, while the start of a sync is never broken off. Throws the errors of `connectEloqua`.
 */
export async function connectStage(context: EloquaContext): Promise<SyncJournal> {
  const { settings, log, abortSignal: signal } = context
  const eloqua = await connectEloqua(
    {
      loginUrl: settings.eloquaLoginUrl,
      credentials: credentialsOf(settings, context.queueDb),
      proxy: egressProxyOf(settings),
      deadlineAt: context.deadlineAt.getTime() + settings.graceSeconds * 1000,
      onRequest: (request) => log.debug(request, 'eloqua request'),
      // what did not come is not taken off a list, and found again by the next export
      onShortExport: (found) => log.warn(found, 'export holds fewer rows than Eloqua says'),
    },
    { signal },
  )
  const ledger = openLedger(context.queueDb, { stage: context.stage, owner: context.owner })
  await ledger.ensureIndexes({ signal: context.stopSignal })
  return new SyncJournal({
    eloqua,
    ledger,
    log,
    stopSignal: context.stopSignal,
    firstPollMs: settings.pollSeconds * 1000,
    count: context.count,
    mayWrite: context.eloquaWrite,
  })
}
