import type { App } from './app.ts'
import { contactsOfFile } from './contacts/fill-contacts.ts'
import type { FaultInput, FaultState } from './faults/fault.ts'
import type { RequestCount } from './http/request-log.ts'
import { makeServer } from './http/server.ts'
import { makeApp } from './make-app.ts'
import type { SandboxOptions } from './options.ts'
import type { ChangeInput } from './outside/read-change.ts'
import { addRoutes } from './routes.ts'

/** How often due syncs are carried on when nobody asks, for the sake of callbacks. */
const idleRunMs = 100

/** A running sandbox. */
export interface Sandbox {
  /** such as `http://127.0.0.1:4010`; discovery is at `/id` */
  readonly url: string
  /** replaces all faults */
  setFaults(faults: readonly (string | FaultInput)[]): void
  faults(): readonly FaultState[]
  /** plans changes of contacts for a moment to come */
  plan(...changes: readonly ChangeInput[]): void
  /** what was asked of the API so far */
  requests(): readonly RequestCount[]
  /** moves the sandbox's clock; syncs go on as far as that time carries them */
  advanceClock(ms: number): void
  /** lets the process end while the sandbox runs, as `unref` of Node's servers does */
  unref(): void
  /** ends all connections; resolves when the port is free */
  stop(): Promise<void>
}

/** Starts a sandbox in this process. Throws SandboxOptionsError, ContactsFileError, and the system's error for a port in use. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0 } = options
  const app = makeApp(options, await contactsOfFile(options))
  const server = makeServer(app)
  addRoutes(server, app)
  await server.listen({ host, port })
  const idle = setInterval(() => runDue(app), idleRunMs)
  idle.unref()
  const address = server.server.address()
  const listens = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listens}`,
    setFaults: (faults) => app.faults.set(faults),
    faults: () => app.faults.states(),
    plan: (...changes) => {
      for (const one of changes) app.changes.add(one)
    },
    requests: () => app.requests.counts(),
    advanceClock(ms) {
      app.instance.clock.advance(ms)
      runDue(app)
    },
    unref: () => void server.server.unref(),
    async stop() {
      clearInterval(idle)
      await server.close()
    },
  }
}

function runDue({ syncs, definitions }: App): void {
  syncs.run()
  definitions.sweep((definition) => syncs.isBusy(definition))
}
