import { ensureAccessIndexes, recordPublishingRule } from '@dwmops/access'
import { ensureRunIndexes } from '@dwmops/job-runner'
import type { ApiContext } from './context.ts'
import { openContext, type StartApiOptions } from './open-context.ts'
import { ensurePreviewIndexes } from './previews/stored-previews.ts'
import { needsSecondPerson } from './server/access/second-person.ts'
import { buildServer } from './server/build-server.ts'

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
