/** How full the queues were at one time. */
export interface QueueDepths {
  /** The minute in which they were counted. */
  at: Date
  queues: { queue: string; ready: number; held: number; dead: number }[]
}

/** A document of `queueDepths`, one a minute; the server deletes it after {@link depthsKeptDays}. */
export type DepthsDocument = QueueDepths & { _id: string }

/** For how long depths can be read. */
export const depthsKeptDays = 14
