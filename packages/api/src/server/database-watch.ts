import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { ProblemError } from './problem.ts'
import type { Server } from './server.ts'

/** When a database counts as silent. */
export interface Patience {
  /** How long an answer may take until the database is asked whether it is there. */
  readonly afterMs: number
  /** How long it has to say so. */
  readonly pingMs: number
}

/**
 * Ends the wait for a database that has stopped answering, as one that is frozen has: the driver itself waits for up to two minutes.
 * What answers slowly because there is much to do is waited for.
 */
export class DatabaseWatch {
  readonly #db: Db
  readonly #patience: Patience
  #pinging: Promise<boolean> | undefined

  constructor(db: Db, patience: Patience) {
    this.#db = db
    this.#patience = patience
  }

  /** What `work` gives. Throws a problem (503) once the database is silent; the work is left to end by itself. */
  async whileAnswering<T>(work: Promise<T>): Promise<T> {
    const stop = new AbortController()
    try {
      return await Promise.race([work, this.#silence(stop.signal)])
    } finally {
      stop.abort()
    }
  }

  async #silence(signal: AbortSignal): Promise<never> {
    const { afterMs, pingMs } = this.#patience
    do await pause(afterMs, undefined, { signal, ref: false })
    while (await this.#answers())
    const seconds = Math.round((afterMs + pingMs) / 1000)
    throw new ProblemError(
      503,
      'DATABASE_UNAVAILABLE',
      `the database has not answered for ${seconds} s; try again`,
      { headers: { 'retry-after': '5' } },
    )
  }

  /** One question for all who wait. */
  #answers(): Promise<boolean> {
    this.#pinging ??= answersWithin(this.#db, this.#patience.pingMs).finally(() => {
      this.#pinging = undefined
    })
    return this.#pinging
  }
}

/** Whether the database says that it is there. By a timer of its own: `timeoutMS` of the driver does not bound the opening of a connection. */
export async function answersWithin(db: Db, longestMs: number): Promise<boolean> {
  const stop = new AbortController()
  const ping = db.command({ ping: 1 }, { timeoutMS: longestMs }).then(
    () => true,
    () => false,
  )
  const late = pause(longestMs, false, { signal: stop.signal, ref: false })
  // of the timer, when the ping was first
  late.catch(() => undefined)
  return Promise.race([ping, late]).finally(() => stop.abort())
}

/** Lets routes that read, and logins, end when the database is silent. A change is waited for: whether it was made must be known. */
export function watchReadingRoutes(server: Server, watch: DatabaseWatch): void {
  server.addHook('onRoute', (route) => {
    if (route.method !== 'GET' && route.config?.role !== 'open') return
    const { handler } = route
    route.handler = function (request, reply) {
      return watch.whileAnswering(Promise.resolve(handler.call(this, request, reply)))
    }
  })
}
