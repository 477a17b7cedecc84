import type { LocalMongo } from './local-mongo.ts'
import { startLocalMongo } from './start-local-mongo.ts'

/** A user's hold on the database of its process. */
export interface SharedLocalMongo {
  start(): Promise<LocalMongo>
  /** Ends the database when no other user is left. */
  abandon(): Promise<void>
}

let users = 0
let running: Promise<LocalMongo> | undefined

/** One database for all who ask in this process, such as test files that are run together. To be left as often as it was asked for. */
export function shareLocalMongo(): SharedLocalMongo {
  users += 1
  return {
    start: () => {
      running ??= startLocalMongo()
      return running
    },
    async abandon() {
      users -= 1
      if (users > 0) return
      const last = running
      running = undefined
      await (await last)?.stop()
    },
  }
}
