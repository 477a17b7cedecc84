import type { ApiContext } from '../context.ts'
import { askingCluster } from './cluster-of.ts'

type Suspended = ReadonlyMap<string, boolean>

const freshMs = 10_000
const usableMs = 60_000

/** Which stages the cluster has suspended, for pages that are read often: they never wait for the cluster. */
export class SuspendedStages {
  readonly #context: ApiContext
  #known: { readonly at: number; readonly suspended: Suspended | undefined } = { at: 0, suspended: undefined }
  #asking = false

  constructor(context: ApiContext) {
    this.#context = context
  }

  /** By stage, as the cluster said within the last minute; asks it again for the next time. Undefined where it is not asked, or does not answer. */
  read(): Suspended | undefined {
    const age = Date.now() - this.#known.at
    if (this.#context.settings.apiOperations && age > freshMs && !this.#asking) void this.#ask()
    return age > usableMs ? undefined : this.#known.suspended
  }

  async #ask(): Promise<void> {
    this.#asking = true
    // why the cluster did not answer is in the log by then; the page goes by the runs instead
    const suspended = await this.#suspended().catch(() => undefined)
    this.#known = { at: Date.now(), suspended }
    this.#asking = false
  }

  #suspended(): Promise<Suspended> {
    return askingCluster(this.#context, async (cluster, { stageCronJobs }) => {
      const cronJobs = await stageCronJobs(cluster)
      return new Map([...cronJobs].map(([stage, { spec }]) => [stage as string, spec?.suspend ?? false]))
    })
  }
}
