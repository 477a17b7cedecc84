import type { SeededRandom } from '@dwmops/seeded-random'
import type { Collection, Db, Document } from 'mongodb'
import type { DriverCall } from './driver-call.ts'

const collections = ['items', 'claims']
const reads = new Set(['find', 'findOne', 'aggregate', 'distinct'])
const hourMs = 3_600_000

/** Carries a call out on a collection: the one that was asked, or a copy of it that is older. */
type Perform = (target: Collection, args: readonly unknown[]) => Promise<unknown>

/**
 * A replica set, as far as it differs from one server, played on one server. A read that is not pinned to the primary
 * may be answered by a member that lags. A write that no majority is known to have is seen by everybody, and may be
 * undone by the next election. The next primary may have another clock. What each operation asked for is read from the
 * options with which its collection was opened, or from its own: nothing here knows what the queue should have asked for.
 */
export class SimulatedSet {
  readonly #db: Db
  readonly #random: SeededRandom
  /** How far the clock of the present primary is from the real one. */
  #clockMs = 0
  /** How things stood before the first write that no majority is known to have. */
  #before: Map<string, Document[]> | undefined
  #isCopied = false

  constructor(db: Db, random: SeededRandom) {
    this.#db = db
    this.#random = random
  }

  /** Whether what is seen now may still be undone. */
  get isUnsure(): boolean {
    return this.#before !== undefined
  }

  /** Carries out one call; `isAnswered`: its sender will have the answer. */
  async carryOut(call: DriverCall, perform: Perform, isAnswered: boolean): Promise<unknown> {
    const args = call.args.map((arg) => this.#byClock(arg))
    if (reads.has(call.method)) return perform(isPinned(call) ? call.target : await this.#lagging(call), args)
    const isSafe = isAnswered && isMajority(call)
    if (!isSafe) this.#before ??= await this.#readAll()
    try {
      return await perform(call.target, args)
    } finally {
      // a majority that has this write has those before it, and waits for them even where this one was refused
      if (isSafe) this.#before = undefined
    }
  }

  /** The answer of a command, by the clock of the present primary. */
  answerOf(answer: unknown): unknown {
    const { localTime } = answer as { localTime?: Date }
    if (localTime === undefined) return answer
    return { ...(answer as Document), localTime: new Date(localTime.getTime() + this.#clockMs) }
  }

  /** Another member becomes primary. Says what changed, for the trace. */
  async elect(): Promise<string> {
    this.#clockMs = (this.#random.pick([-2, 0, 2]) ?? 0) * hourMs
    const isUndone = this.isUnsure && this.#random.chance(0.5)
    if (isUndone) await this.#restore()
    this.#before = undefined
    return `election: clock ${this.#clockMs / hourMs} h off${isUndone ? ', writes without a majority undone' : ''}`
  }

  /** Tokens of the claims whose lease is over by the clock of the present primary. */
  async overdue(): Promise<string[]> {
    const until = { $lt: new Date(Date.now() + this.#clockMs) }
    const claims = await this.#db.collection<{ _id: string }>('claims').find({ until }).toArray()
    return claims.map(({ _id }) => _id)
  }

  async #lagging({ collection, target, db }: DriverCall): Promise<Collection> {
    if (!collections.includes(collection)) return target
    if (!this.#isCopied || this.#random.chance(0.15)) await this.#copyAll()
    return db.collection(copyOf(collection))
  }

  async #copyAll(): Promise<void> {
    this.#isCopied = true
    await write(await this.#readAll(), (name) => this.#db.collection(copyOf(name)))
  }

  async #restore(): Promise<void> {
    await write(this.#before ?? new Map(), (name) => this.#db.collection(name))
  }

  async #readAll(): Promise<Map<string, Document[]>> {
    const read = async (name: string) => [name, await this.#db.collection(name).find().toArray()] as const
    return new Map(await Promise.all(collections.map(read)))
  }

  /** `$$NOW` is the clock of the primary. */
  #byClock(value: unknown): unknown {
    if (this.#clockMs === 0) return value
    if (value === '$$NOW') return { $add: ['$$NOW', this.#clockMs] }
    if (Array.isArray(value)) return value.map((one) => this.#byClock(one))
    if (!isPlain(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, key === '$literal' ? one : this.#byClock(one)]),
    )
  }
}

function copyOf(collection: string): string {
  return `${collection} of a member that lags`
}

async function write(all: Map<string, Document[]>, to: (name: string) => Collection): Promise<void> {
  for (const [name, documents] of all) {
    await to(name).deleteMany({})
    if (documents.length > 0) await to(name).insertMany(documents)
  }
}

/** Reads with the level `majority` are older than the newest write too, on a primary that was just elected. */
function isPinned({ target, args }: DriverCall): boolean {
  const { readPreference, readConcern } = { ...opened(target), ...ownOptions(args) }
  return modeOf(readPreference) === 'primary' && levelOf(readConcern) === 'local'
}

function isMajority({ target, args }: DriverCall): boolean {
  const { writeConcern } = { ...opened(target), ...ownOptions(args) }
  return (writeConcern as { w?: unknown } | undefined)?.w === 'majority'
}

function opened({ readPreference, readConcern, writeConcern }: Collection): Document {
  return { readPreference, readConcern, writeConcern }
}

/** The options of a call are its last argument, if any. */
function ownOptions(args: readonly unknown[]): Document {
  const last = args.length > 1 ? args.at(-1) : undefined
  if (!isPlain(last)) return {}
  const own = ['readPreference', 'readConcern', 'writeConcern'].filter((name) => last[name] !== undefined)
  return Object.fromEntries(own.map((name) => [name, last[name]]))
}

function modeOf(preference: unknown): unknown {
  return typeof preference === 'object' ? (preference as { mode?: unknown } | null)?.mode : preference
}

function levelOf(concern: unknown): unknown {
  return typeof concern === 'object' ? (concern as { level?: unknown } | null)?.level : concern
}

function isPlain(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
