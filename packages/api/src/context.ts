import type { ApiSettingName, SettingsOf } from '@dwmops/fleet'
import type { Queue } from '@dwmops/mongo-queue'
import type { RuleStore } from '@dwmops/rule-store'
import type { Ledger } from '@dwmops/sync-ledger'
import type { UndoSettings } from '@dwmops/undo'
import type { Db } from 'mongodb'
import type { Logger } from 'pino'
import type { BundleConsole } from './console/console-files.ts'
import type { FailedLogins } from './server/access/failed-logins.ts'
import type { Patience } from './server/database-watch.ts'

/** How often one caller may ask one replica, and how slowly. */
export interface ApiLimits {
  /** All requests that cost much, together. */
  readonly heavyPerMinute: number
  /** Wrong tokens of one client, and with one beginning: against guessing, which 256 random bits rule out anyway, and against load. */
  readonly loginsPerMinute: number
  /** How long a request may take to arrive with its body. */
  readonly requestMs: number
  /** When the database counts as silent. */
  readonly silence: Patience
}

/** What the routes work with. */
export interface ApiContext {
  readonly settings: SettingsOf<ApiSettingName>
  readonly log: Logger
  readonly queueDb: Db
  readonly rulesDb: Db
  readonly queue: Queue
  readonly store: RuleStore
  readonly ledger: Ledger
  readonly limits: ApiLimits
  readonly failedLogins: FailedLogins
  /** The login to Eloqua, for undos; undefined where the server has none. */
  readonly undoSettings: UndoSettings | undefined
  /** Makes the console's files; undefined where none is served. */
  readonly bundleConsole: BundleConsole | undefined
}
