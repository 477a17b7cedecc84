import { hostname } from 'node:os'
import { ensureAccessIndexes, recordPublishingRule } from '@dwmops/access'
import type { ApiSettingName, SettingsOf } from '@dwmops/fleet'
import { ensureRunIndexes } from '@dwmops/job-runner'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { openLedger } from '@dwmops/sync-ledger'
import type { UndoSettings } from '@dwmops/undo'
import type { MongoClient } from 'mongodb'
import type { Logger } from 'pino'
import type { BundleConsole } from './console/console-files.ts'
import type { ApiContext, ApiLimits } from './context.ts'
import { ensurePreviewIndexes } from './previews/stored-previews.ts'
import { FailedLogins } from './server/access/failed-logins.ts'
import { needsSecondPerson } from './server/access/second-person.ts'
import { buildServer } from './server/build-server.ts'

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

/** An API that listens. */
export interface RunningApi {
  readonly url: string
  /** Takes no more requests and finishes those under way, for GRACE_SECONDS at most. */
  stop(): Promise<void>
}

/** Makes the indexes that are missing, and listens. */
export async function startApi(options: StartApiOptions): Promise<RunningApi> {
  const context = openContext(options)
  await ensureIndexes(context)
  await recordPublishingRule(context.queueDb, needsSecondPerson(context.settings))
  const server = await buildServer(context)
  const { apiHost, apiPort, graceSeconds } = options.settings
  const url = await server.listen({ host: apiHost, port: apiPort })
  return {
    url,
    async stop() {
      const cutOff = setTimeout(() => server.server.closeAllConnections(), graceSeconds * 1000)
      await server.close()
      clearTimeout(cutOff)
    },
  }
}

/** Makes the indexes of all that the routes read and write. */
export async function ensureIndexes({ queueDb, queue, store, ledger }: ApiContext): Promise<void> {
  await Promise.all([
    ensureAccessIndexes(queueDb),
    ensureRunIndexes(queueDb),
    ensurePreviewIndexes(queueDb),
    queue.ensureIndexes(),
    store.ensureIndexes(),
    ledger.ensureIndexes(),
  ])
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
