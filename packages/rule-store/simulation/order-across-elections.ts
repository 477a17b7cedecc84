import { SeededRandom } from '@dwmops/seeded-random'
import { type Db, type Document, ObjectId } from 'mongodb'
import { openRuleStore } from '../src/rule-store.ts'
import { config } from '../src/testing.ts'

/** How one schedule ended. */
export interface PlayedOrder {
  readonly seed: number
  readonly trace: readonly string[]
  /** What a reader saw in the wrong order; undefined when all saw the right one. */
  readonly broken: string | undefined
}

const collection = 'genericLookup'

/**
 * Plays one schedule in a database of its own: rules are put in by hand, read whole and listed, and another member becomes primary in between. Every
 * member holds the same rules, each in a natural order of its own. All that happens follows from the seed. Every
 * reader has to see the rules in the order in which they were put in. `open` may put a mistake between the store and the driver.
 */
export async function playOrder(
  db: Db,
  seed: number,
  open: (db: Db) => Db = (one) => one,
): Promise<PlayedOrder> {
  const random = new SeededRandom(seed)
  const finds: string[] = []
  const trace: string[] = []
  const store = openRuleStore(open(db))
  const readers: Record<string, () => Promise<unknown[]>> = {
    snapshot: async () =>
      (await store.snapshot('Test_Config')).rules.genericLookup.map((rule) => rule['find']),
    export: async () => (await store.exportSet()).rules.genericLookup.map((rule) => rule['find']),
    list: async () => (await store.findRules({})).rules.map(({ document }) => document['find']),
  }
  await db.collection('config').insertOne({ ...config() })
  await putIn(db, finds, 2 + random.between(0, 5))
  for (let step = 0; step < 8; step += 1) {
    if (random.chance(0.6)) await elect(db, random, trace)
    if (random.chance(0.2)) await putIn(db, finds, 1)
    const [name, read] = random.pick(Object.entries(readers)) ?? []
    const seen = (await read?.()) ?? []
    trace.push(`${name}: ${seen.join(' ')}`)
    if (seen.join() !== finds.join()) return { seed, trace, broken: `expected ${finds.join(' ')}` }
  }
  return { seed, trace, broken: undefined }
}

/** The mistake that every reader once made: the rules come as the member happens to hold them. */
export function naturalOrder(db: Db): Db {
  return new Proxy(db, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target)
      if (typeof value !== 'function') return value
      if (property !== 'collection') return value.bind(target)
      return (...args: Parameters<Db['collection']>) => {
        const opened = target.collection(...args)
        const find = opened.find.bind(opened) as (...args: unknown[]) => ReturnType<typeof opened.find>
        const unsorted = (...asked: unknown[]) => {
          const cursor = find(...asked)
          return Object.assign(cursor, { sort: () => cursor })
        }
        return Object.assign(opened, { find: unsorted })
      }
    },
  })
}

async function putIn(db: Db, finds: string[], count: number): Promise<void> {
  for (let one = 0; one < count; one += 1) {
    const at = finds.length
    finds.push(`RULE${at}`)
    const _id = new ObjectId((1_000_000 + at).toString(16).padStart(24, '0'))
    await db.collection(collection).insertOne({ _id, find: `RULE${at}`, replace: 'x' })
  }
}

async function elect(db: Db, random: SeededRandom, trace: string[]): Promise<void> {
  const rules = db.collection(collection)
  const held: [number, Document][] = (await rules.find().toArray()).map((rule) => [random.next(), rule])
  await rules.deleteMany({})
  await rules.insertMany(held.toSorted(([one], [other]) => one - other).map(([, rule]) => rule))
  trace.push('election')
}
