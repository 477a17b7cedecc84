import type { Collection, Db } from 'mongodb'
import type { Gate } from './actor.ts'

/** One call of the driver that makes one command. */
export interface DriverCall {
  collection: string
  method: string
  args: readonly unknown[]
  /** The real collection and database, for a saboteur that wants to do something else. */
  target: Collection
  db: Db
}

/** Carries a call out, or something wrong in its place: a mutants. */
export type Saboteur = (
  call: DriverCall,
  gate: Gate,
  run: (args: readonly unknown[]) => Promise<unknown>,
) => unknown

const commands = new Set([
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'bulkWrite',
  'deleteOne',
  'deleteMany',
  'findOne',
  'findOneAndUpdate',
  'distinct',
])
const cursors = new Set(['find', 'aggregate'])

type AnyFunction = (...args: unknown[]) => unknown

/** A database whose every command waits at the gate. */
export function gatedDb(db: Db, gate: Gate, saboteur?: Saboteur): Db {
  return intercept(db, {
    command: (call) => (command) => gate(`command ${told([command])}`, async () => call(command)),
    collection: (call) => (name, options) =>
      gatedCollection(call(name, options) as Collection, db, gate, saboteur),
  })
}

function gatedCollection(target: Collection, db: Db, gate: Gate, saboteur?: Saboteur): Collection {
  const name = target.collectionName
  return intercept(target, (method) => {
    if (cursors.has(method))
      return (call) =>
        (...args) =>
          gatedCursor(call(...args) as Cursor, `${name}.${method} ${told(args)}`, gate)
    if (!commands.has(method)) return undefined
    return (call) =>
      (...args) => {
        const run = async (given: readonly unknown[]) => call(...given)
        if (saboteur !== undefined) return saboteur({ collection: name, method, args, target, db }, gate, run)
        return gate(`${name}.${method} ${told(args)}`, () => run(args))
      }
  })
}

interface Cursor {
  clone(): { toArray(): Promise<unknown[]> }
}

/** A cursor's command goes out with toArray; carried out twice it needs a second cursor. */
function gatedCursor(cursor: Cursor, command: string, gate: Gate): Cursor {
  const gated: Cursor = intercept(cursor, (method) => (call) => {
    if (method === 'toArray') return () => gate(command, () => cursor.clone().toArray())
    return (...args) => {
      call(...args)
      return gated
    }
  })
  return gated
}

type Wrapper = (call: AnyFunction) => AnyFunction
type Wrappers = Record<string, Wrapper> | ((method: string) => Wrapper | undefined)

function intercept<T extends object>(target: T, wrappers: Wrappers): T {
  return new Proxy(target, {
    get(object, property) {
      const value: unknown = Reflect.get(object, property, object)
      if (typeof value !== 'function' || typeof property !== 'string') return value
      const wrap = typeof wrappers === 'function' ? wrappers(property) : wrappers[property]
      const call: AnyFunction = value.bind(object)
      return wrap === undefined ? call : wrap(call)
    },
  })
}

/** Arguments for the trace, short. */
export function told(args: readonly unknown[]): string {
  return JSON.stringify(args[0])?.slice(0, 160) ?? ''
}
