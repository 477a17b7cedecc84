/** Which way was taken: a URL that was given, a mongod found here, one downloaded, one from a package, or FerretDB. */
export type LocalMongoFlavour = (typeof localMongoFlavours)[number]

export const localMongoFlavours = [
  'given',
  'mongod',
  'download',
  'packaged',
  'ferretdb',
  'replica-set',
] as const

export interface LocalMongoOptions {
  /** A database to use as it is. Default: the environment's MONGODB_URL; none when that is empty. */
  url?: string | undefined
  /** Take this way and no other. */
  flavour?: LocalMongoFlavour | undefined
  /** Loopback port to listen on; 0, the default, picks a free one. */
  port?: number | undefined
  /** `none` (default): data in memory, nothing is flushed. `disk`: a temporary folder on disk, flushed as in production. */
  persistence?: 'none' | 'disk' | undefined
  /** Hears what is being installed, one line at a time, each with the seconds since the start. */
  progress?: ((line: string) => void) | undefined
}

/** A running database that belongs to this process and ends with it, however this process ends. */
export interface LocalMongo {
  /** Connection string with every driver option that this database needs. */
  readonly url: string
  readonly flavour: LocalMongoFlavour
  /** One line for people: what was taken, in which version, and why. */
  readonly description: string
  /** Ends the database and removes its data. Calling it again does nothing. A given database is left alone. */
  stop(): Promise<void>
  /**
   * Kills what clients talk to (SIGKILL) and starts the server again with the same port and the same data.
   * @throws LocalMongoError `LOCAL_MONGO_NOT_OURS` for a given database.
   */
  restart(): Promise<void>
  /**
   * Breaks every client connection, as a network fault would; the database is back when the promise is fulfilled.
   * What was under way may or may not have been done.
   * @throws LocalMongoError `LOCAL_MONGO_NOT_OURS` for a given database.
   */
  cutConnections(): Promise<void>
  /** Gathers planner statistics, which FerretDB needs before it uses a fresh index; nothing to do elsewhere. */
  analyze(): Promise<void>
  /** Removes what TTL indexes have expired, without waiting for the minute. */
  expireNow(): Promise<void>
}
