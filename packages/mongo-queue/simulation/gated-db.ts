import type { Collection, CollectionOptions, Db } from 'mongodb'
import type { Gate } from './actor.ts'
import type { DriverCall } from './driver-call.ts'
import type { SimulatedSet } from './simulated-set.ts'

/** Carries a call out with these arguments; `isAnswered` comes from the gate. */
export type Run = (args: readonly unknown[], isAnswered?: boolean) => Promise<unknown>

/** Something wrong that is done in place of what the library asks for. */
export interface Mutant {
  /** With which options a collection is opened. */
  open?(collection: string, options: CollectionOptions | undefined): CollectionOptions | undefined
  /** Carries a call out, or something else. */
  carryOut?(call: DriverCall, gate: Gate, run: Run): unknown
}

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

/** What stands between the library and the server. */
interface Between {
  db: Db
  gate: Gate
  set: SimulatedSet
  mutant: Mutant
}

/** A database whose every command waits at the gate, and is carried out by a simulated replica set. */
export function gatedDb(between: Between): Db {
  const { db, gate, set, mutant } = between
  return intercept(db, {
    command: (call) => (command) =>
      gate(`command ${shown([command])}`, async () => set.answerOf(await call(command))),
    collection: (call) => (name, options) => {
      const wanted = options as CollectionOptions | undefined
      const given = mutant.open === undefined ? wanted : mutant.open(String(name), wanted)
      return gatedCollection(call(name, given) as Collection, between)
    },
  })
}

function gatedCollection(target: Collection, between: Between): Collection {
  return intercept(target, (method) => {
    if (cursors.has(method))
      return () =>
        (...args) =>
          gatedCursor(callOf(target, method, args, between), between)
    if (!commands.has(method)) return undefined
    return () =>
      (...args) =>
        carryOut(callOf(target, method, args, between), between, (result) => result as Promise<unknown>)
  })
}

function callOf(target: Collection, method: string, args: readonly unknown[], { db }: Between): DriverCall {
  return { collection: target.collectionName, method, args, target, db }
}

/** A cursor's command goes out with toArray; carried out twice it needs a second cursor. */
function gatedCursor(call: DriverCall, between: Between): unknown {
  const steps: [method: string, args: unknown[]][] = []
  const toArray = (cursor: unknown) =>
    steps.reduce((on, [method, args]) => invoke(on, method, args), cursor) as {
      toArray(): Promise<unknown[]>
    }
  const gated: unknown = new Proxy(call.target, {
    get(_, method) {
      if (method === 'toArray') return () => carryOut(call, between, (cursor) => toArray(cursor).toArray())
      return (...args: unknown[]) => {
        steps.push([String(method), args])
        return gated
      }
    },
  })
  return gated
}

function carryOut(
  call: DriverCall,
  { gate, set, mutant }: Between,
  finish: (result: unknown) => Promise<unknown>,
): unknown {
  const run: Run = async (given, isAnswered = true) =>
    set.carryOut(
      { ...call, args: given },
      async (target, args) => finish(invoke(target, call.method, args)),
      isAnswered,
    )
  if (mutant.carryOut !== undefined) return mutant.carryOut(call, gate, run)
  return plain(call, gate, run)
}

/** Carries a call out as it was asked for. */
export function plain({ collection, method, args }: DriverCall, gate: Gate, run: Run): unknown {
  return gate(`${collection}.${method} ${shown(args)}`, (isAnswered) => run(args, isAnswered))
}

function invoke(on: unknown, method: string, args: readonly unknown[]): unknown {
  return (on as Record<string, AnyFunction>)[method]?.(...args)
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
function shown(args: readonly unknown[]): string {
  return JSON.stringify(args[0])?.slice(0, 160) ?? ''
}
