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
    throw new ProblemError(503, 'STOPPING', 'this server stops; try again', {
      headers: { 'retry-after': '1', connection: 'close' },
    })
  })
}
