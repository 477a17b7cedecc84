import { type Collection, type Db, MongoNetworkError } from 'mongodb'

type Write = 'bulkWrite' | 'insertMany' | 'updateMany'

/** A place where another actor comes in: between two writes of a client of the database. */
export interface Failpoint {
  readonly collection: string
  readonly methods: readonly Write[]
  /** Done before each such write is sent, and given its arguments; what it throws ends the writer. */
  readonly step: (...args: readonly unknown[]) => Promise<unknown>
}

/** The same database, with something done before certain writes: an interleaving as it may happen, at will. For tests. */
export function withFailpoint(db: Db, { collection: name, methods, step }: Failpoint): Db {
  const writing =
    (collection: Collection) =>
    (method: Write) =>
    async (...args: unknown[]) => {
      await step(...args)
      return Reflect.apply(collection[method], collection, args)
    }
  return overriding(db, ['collection'], () => (...args: [string, object]) => {
    const collection = db.collection(...args)
    return args[0] === name ? overriding(collection, methods, writing(collection)) : collection
  })
}

const writes = [
  'bulkWrite',
  'deleteMany',
  'deleteOne',
  'findOneAndUpdate',
  'insertMany',
  'insertOne',
  'replaceOne',
  'updateMany',
  'updateOne',
] as const

/** The same database, where each write takes effect and its first answer is lost, as when a primary steps down. For tests. */
export function withLostAnswers(db: Db): Db {
  const seen = new Set<string>()
  const losing =
    (collection: Collection) =>
    (method: (typeof writes)[number]) =>
    async (...args: unknown[]) => {
      const answer: unknown = await Reflect.apply(collection[method], collection, args)
      const write = `${collection.collectionName} ${method} ${JSON.stringify(args)}`
      if (seen.has(write)) return answer
      seen.add(write)
      throw new MongoNetworkError('the answer was lost')
    }
  return overriding(db, ['collection'], () => (...args: [string, object]) => {
    const collection = db.collection(...args)
    return overriding(collection, writes, losing(collection))
  })
}

function overriding<T extends object, K extends string>(
  target: T,
  properties: readonly K[],
  wrapped: (property: K) => unknown,
): T {
  return new Proxy(target, {
    get(_, key) {
      const overridden = properties.find((one) => one === key)
      if (overridden !== undefined) return wrapped(overridden)
      const own: unknown = Reflect.get(target, key)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
}
