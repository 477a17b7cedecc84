import { ProblemError } from '../problem.ts'
import type { Server } from '../server.ts'

/** Refuses what still arrives over open connections once the server stops: another replica answers it. */
export function refuseWhileStopping(server: Server): void {
  let isStopping = false
  server.addHook('preClose', async () => {
    isStopping = true
  })
  server.addHook('onRequest', async () => {
    if (!isStopping) return
    throw serverStops()
  })
}

/** The problem of a request that comes too late, or that the end of the server cut off. */
export function serverStops(): ProblemError {
  const headers = { 'retry-after': '1', connection: 'close' }
  return new ProblemError(503, 'STOPPING', 'this server stops; try again', { headers })
}
