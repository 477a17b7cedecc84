/** Size and ages of one queue, as last counted by measure(). */
export interface QueueStats {
  queue: string
  /** When it was counted (database time). */
  countedAt: Date
  ready: number
  /** Claimed. */
  held: number
  /** Those of `held` whose claim is past its lease. */
  expired: number
  dead: number
  /** How long ago the oldest dead letter died; 0 when there is none. */
  oldestDeadAgeMs: number
  /** Finished from this queue and still readable. */
  done: number
  /** Age of the oldest that is ready or held, since it entered this queue; 0 when there is none. */
  oldestAgeMs: number
  /** Most attempts of any that is ready or held; 0 when there is none. */
  greatestAttempts: number
}

/** A document of `queueStats`, one a queue. */
export type StatsDocument = Omit<QueueStats, 'queue'> & { _id: string }
