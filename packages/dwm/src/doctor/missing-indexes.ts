import type { Db } from 'mongodb'

/** Indexes that a stage would make at its next start: `items.claimOrder`. `ensure` is what it does then; here nothing is made. */
export async function missingIndexes(db: Db, ensure: (db: Db) => Promise<unknown>): Promise<string[]> {
  const missing: string[] = []
  const recording = new Proxy(db, {
    get(target, key) {
      if (key !== 'collection') return bound(target, key)
      return (...given: Parameters<Db['collection']>) => {
        const collection = target.collection(...given)
        const record = async (_: unknown, options: { name?: string } = {}) => {
          missing.push(`${collection.collectionName}.${options.name ?? '?'}`)
        }
        const made: Readonly<Record<PropertyKey, unknown>> = {
          createIndex: record,
          dropIndex: async () => undefined,
        }
        return new Proxy(collection, { get: (inner, name) => made[name] ?? bound(inner, name) })
      }
    },
  })
  await ensure(recording)
  return missing
}

function bound(target: object, key: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, key)
  return typeof value === 'function' ? value.bind(target) : value
}
