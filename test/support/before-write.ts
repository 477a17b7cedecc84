import type { Collection, Db } from 'mongodb'

type Write = 'bulkWrite' | 'insertMany' | 'updateMany'

/** A place where another actor comes in: between two writes of whoever works with the database. */
export interface BeforeWrite {
  readonly collection: string
  readonly method: Write
  /** Done once, before the first such write is sent; what it throws ends the writer. */
  readonly step: () => Promise<unknown>
}

/** The same database, with something done before a certain write: an interleaving as it may happen, at will. */
export function withStepBefore(db: Db, { collection: name, method, step }: BeforeWrite): Db {
  let isDone = false
  const once = async () => {
    if (isDone) return
    isDone = true
    await step()
  }
  const write =
    (collection: Collection) =>
    async (...args: unknown[]) => {
      await once()
      return Reflect.apply(collection[method], collection, args)
    }
  return overriding(db, 'collection', (...args: [string, object]) => {
    const collection = db.collection(...args)
    return args[0] === name ? overriding(collection, method, write(collection)) : collection
  })
}

function overriding<T extends object>(target: T, property: string, value: unknown): T {
  return new Proxy(target, {
    get(_, key) {
      if (key === property) return value
      const own: unknown = Reflect.get(target, key)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
}
