import type { ApiSettingName, SettingsOf } from '@dwmops/fleet'
import type { Queue } from '@dwmops/mongo-queue'
import type { RuleStore } from '@dwmops/rule-store'
import type { Ledger } from '@dwmops/sync-ledger'
import type { UndoSettings } from '@dwmops/undo'
import type { Db } from 'mongodb'
import type { Logger } from 'pino'

/** How often one caller may ask one replica. */
export interface ApiLimits {
  /** All requests that cost much, together. */
  readonly heavyPerMinute: number
  /** Logins from one address: against guessing, which 256 random bits rule out anyway, and against load. */
  readonly loginsPerMinute: number
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
  /** The login to Eloqua, for undos; undefined where the server has none. */
  readonly undoSettings: UndoSettings | undefined
}
