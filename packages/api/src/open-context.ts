import { hostname } from 'node:os'
import type { ApiSettingName, SettingsOf } from '@dwmops/fleet'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { openLedger } from '@dwmops/sync-ledger'
import type { UndoSettings } from '@dwmops/undo'
import type { MongoClient } from 'mongodb'
import type { Logger } from 'pino'
import type { BundleConsole } from './console/console-files.ts'
import type { ApiContext, ApiLimits } from './context.ts'
import { FailedLogins } from './server/access/failed-logins.ts'

export interface StartApiOptions {
  readonly settings: SettingsOf<ApiSettingName>
  /** Connected; it is the caller's to close. */
  readonly client: MongoClient
  readonly log: Logger
  readonly limits?: Partial<ApiLimits>
  /** For undos: without a login to Eloqua there are none. */
  readonly undoSettings?: UndoSettings | undefined
  /** Makes the console's files; without it the API serves no console. */
  readonly bundleConsole?: BundleConsole | undefined
}

const defaultLimits: ApiLimits = {
  ...{ heavyPerMinute: 60, loginsPerMinute: 20, requestMs: 60_000 },
  silence: { afterMs: 2_000, pingMs: 8_000 },
}

/** The libraries that the routes work with, over one connection. */
export function openContext({
  settings,
  client,
  log,
  undoSettings,
  bundleConsole,
  ...options
}: StartApiOptions): ApiContext {
  const limits = { ...defaultLimits, ...options.limits }
  const queueDb = client.db(settings.queueDatabase)
  const rulesDb = client.db(settings.rulesDatabase)
  const owner = `${hostname()}.${process.pid}`
  return {
    settings,
    undoSettings,
    bundleConsole,
    log,
    queueDb,
    rulesDb,
    queue: openQueue(queueDb, { owner, stage: 'api', maxAttempts: settings.maxAttempts }),
    store: openRuleStore(rulesDb),
    ledger: openLedger(queueDb, { stage: 'api', owner }),
    limits,
    failedLogins: new FailedLogins(limits.loginsPerMinute),
  }
}
