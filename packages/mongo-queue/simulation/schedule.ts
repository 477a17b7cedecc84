import type { SeededRandom } from '@dwmops/seeded-random'
import type { Db } from 'mongodb'
import { openQueueOn } from '../src/queue.ts'
import { type Store, storeIn } from '../src/store.ts'
import { Actor, type Move } from './actor.ts'
import { others, pairs, type Worker } from './casts.ts'
import { gatedDb, type Mutant } from './gated-db.ts'
import { checkEnd, checkNow, type LastSeen } from './invariants.ts'
import { LateCommands } from './late-commands.ts'
import { randomOf } from './random-of.ts'
import { SimulatedSet } from './simulated-set.ts'
import { cleaner, exporter, leaver, operator, poster, type Run, runToItsEnd, washer } from './workers.ts'
import { BrokenPromise, World } from './world.ts'
import { isWrite } from './write-concern-error.ts'

/** How one schedule ended. */
export interface ScheduleResult {
  seed: number
  commands: number
  broken: Error | undefined
  trace: string[]
}

/** What a schedule is played with. */
export interface ScheduleOptions {
  mutant?: Mutant | undefined
  /** Who meets; by chance unless given. */
  cast?: readonly Worker[] | undefined
}

const faultyMoves: Move[] = ['repeat', 'fail', 'loseAnswer', 'loseAnswer', 'killBefore', 'killAfter']
const maxActors = 6
/** Far above what a schedule takes. */
const maxSteps = 400

/**
 * Plays one schedule: everything that happens, and in what order, follows from the seed. The database given is emptied
 * first. Every worker stops before every command; the schedule says who goes on and what the network does to
 * it, ends leases, elects another primary, and delivers some commands a second time much later. At the end the faults cease, all work is
 * brought to its end, and the promises are checked.
 */
export async function playSchedule(
  db: Db,
  seed: number,
  { mutant = {}, cast }: ScheduleOptions = {},
): Promise<ScheduleResult> {
  const schedule = new Schedule(db, seed, mutant, cast)
  const broken = await schedule.play().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )
  return { seed, commands: schedule.commands, broken, trace: schedule.trace }
}

class Schedule {
  readonly trace: string[] = []
  commands = 0
  readonly #db: Db
  readonly #seed: number
  readonly #mutant: Mutant
  readonly #cast: readonly Worker[] | undefined
  readonly #set: SimulatedSet
  /** Of its own, for what only a replica set does. */
  readonly #setRandom: SeededRandom
  readonly #random: SeededRandom
  readonly #world = new World()
  readonly #lastSeen: LastSeen = new Map()
  /** Tokens made so far, and the worker that made each. */
  readonly #tokens: { token: string; maker: number }[] = []
  /** Workers that stand still for some steps, as in a pause of their machine. */
  readonly #stalled = new Map<Actor, number>()
  readonly #actors: Actor[] = []
  readonly #kinds = new Map<Actor, Worker>()
  readonly #late: LateCommands
  readonly #keys: string[]
  readonly #faults: number

  constructor(db: Db, seed: number, mutant: Mutant, cast: readonly Worker[] | undefined) {
    this.#cast = cast
    this.#db = db
    this.#seed = seed
    this.#mutant = mutant
    this.#random = randomOf(seed)
    this.#setRandom = randomOf(seed * 64 + 30)
    this.#set = new SimulatedSet(db, this.#setRandom)
    this.#keys = ['a', 'b', 'c', 'd'].slice(0, this.#random.between(1, 4))
    this.#faults = this.#random.pick([0, 0.1, 0.3]) ?? 0
    this.#late = new LateCommands(this.#random, this.#faults)
  }

  async play(): Promise<void> {
    const store = storeIn(this.#db, this.#chance(0))
    for (const collection of [store.items, store.claims]) await collection.deleteMany({})
    const first = { ...this.#run('first', 0, store), rounds: 1 }
    await exporter(first, this.#keys)
    const pair = this.#cast ?? this.#random.pick(pairs) ?? []
    const washings = (pair.includes(poster) ? 2 : 0) + this.#random.between(0, 1)
    for (let round = 0; round < washings; round += 1) await washer(first)
    if (this.#random.chance(0.3)) await leaver(first)
    await this.#elect()
    const extra = this.#cast ? [] : others.filter(() => this.#random.chance(0.2))
    for (const work of [...pair, ...extra]) await this.#start(work)
    for (let step = 0; ; step += 1) {
      const waiting = this.#actors.filter(({ command }) => command !== undefined)
      const actor = this.#random.pick(this.#awake(waiting, step))
      if (actor === undefined) break
      if (step > maxSteps) throw new BrokenPromise(`no end after ${maxSteps} steps`)
      await this.#step(actor, step, store)
    }
    await this.#deliverAll()
    if (this.#set.isUnsure) await this.#elect()
    await checkNow(store, this.#world, this.#lastSeen)
    await this.#finish(store)
    checkEnd(this.#world, this.#lastSeen)
  }

  async #start(work: Worker): Promise<void> {
    const actor = new Actor(work.name, this.#actors.length + 1)
    this.#actors.push(actor)
    this.#kinds.set(actor, work)
    const between = { db: this.#db, gate: actor.gate, set: this.#set, mutant: this.#mutant }
    const store = storeIn(gatedDb(between), this.#chance(actor.index))
    const run = this.#run(actor.name, actor.index, store)
    await actor.start(() => runToItsEnd(() => work(run, this.#keys)))
  }

  #run(name: string, index: number, store: Store): Run {
    const random = randomOf(this.#seed * 64 + index)
    const options = { owner: name, stage: 'simulation', leaseMs: 3_600_000, readAhead: random.between(1, 3) }
    const queue = openQueueOn(store, options)
    return { name, queue, world: this.#world, random, rounds: random.between(1, 2), atEnd: false }
  }

  /** Tokens are kept: any of them may lose its lease. */
  #chance(index: number): Store['chance'] {
    const random = randomOf(this.#seed * 64 + 32 + index)
    return {
      sleep: async () => undefined,
      random: () => random.next(),
      newToken: () => {
        const token = `claim ${this.#tokens.length}`
        this.#tokens.push({ token, maker: index })
        return token
      },
    }
  }

  /** Those who may go on; when all stand still, the pause is over. */
  #awake(waiting: Actor[], step: number): Actor[] {
    const awake = waiting.filter((actor) => (this.#stalled.get(actor) ?? 0) <= step)
    return awake.length > 0 ? awake : waiting
  }

  async #step(actor: Actor, step: number, store: Store): Promise<void> {
    if (this.#random.chance(0.1)) return this.#stall(actor, step, store)
    if (this.#random.chance(0.04)) await this.#endLease(this.#random.pick(this.#tokens)?.token, store)
    if (!this.#late.isEmpty && this.#random.chance(0.15)) {
      const sender = await this.#deliver()
      if (this.#random.chance(0.5)) return this.#stall(sender, step, store)
    }
    if (this.#setRandom.chance(this.#set.isUnsure ? 0.15 : this.#faults / 6)) await this.#elect()
    const move = this.#chooseMove(actor)
    this.#note(`${actor.name}: ${move} ${actor.command}`)
    this.#late.keep(actor, move)
    await actor.go(move)
    if (this.#random.chance(0.03) && !this.#set.isUnsure) await checkNow(store, this.#world, this.#lastSeen)
  }

  #chooseMove({ command = '' }: Actor): Move {
    if (!this.#random.chance(this.#faults)) return 'go'
    const move = this.#random.pick<Move>(faultyMoves) ?? 'go'
    const isLate = move === 'loseAnswer' && isWrite(command) && this.#setRandom.chance(0.6)
    return isLate ? 'writeConcernError' : move
  }

  /** Leases end with the clock of the next primary, if that is ahead. */
  async #elect(): Promise<void> {
    this.#note(await this.#set.elect())
    for (const token of await this.#set.overdue()) this.#world.ended.add(token)
  }

  /** A worker stands still, most often until its leases are over, of claims that it adopts too. */
  async #stall(actor: Actor, step: number, store: Store): Promise<void> {
    this.#note(`${actor.name} stands still`)
    this.#stalled.set(actor, step + this.#random.between(3, 40))
    if (this.#random.chance(0.25)) return
    const own = this.#tokens.filter(({ maker }) => maker === actor.index).map(({ token }) => token)
    const adopting = await store.claims.find({ adopter: { $in: own } }).toArray()
    for (const token of [...own, ...adopting.map(({ _id }) => _id)]) await this.#endLease(token, store)
    if (this.#actors.length < maxActors && this.#random.chance(0.7)) await this.#succeed(actor)
  }

  /** The next runs start, as they would by schedule: one that frees, and one of the same kind. */
  async #succeed(actor: Actor): Promise<void> {
    await this.#start(cleaner)
    await this.#start(this.#kinds.get(actor) ?? washer)
  }

  /** Time goes by for one claim: its lease ends, and now and then the hours in which a sync is waited for. */
  async #endLease(token: string | undefined, { claims }: Store): Promise<void> {
    if (token === undefined) return
    const forHours = this.#random.chance(0.3)
    this.#note(`lease of ${token} ends${forHours ? ', and so do the hours of its sync' : ''}`)
    this.#world.ended.add(token)
    const past = forHours ? { until: new Date(0), heldSince: new Date(0) } : { until: new Date(0) }
    const claim = await claims.findOneAndUpdate({ _id: token }, { $set: past })
    if (forHours) this.#world.giveUp(token, claim?.syncId)
  }

  /** Returns who has sent what arrives. */
  async #deliver(): Promise<Actor> {
    const { command, sender, run } = this.#late.next()
    this.#note(`arrives late: ${command}`)
    await run().catch(() => 'its sender is not there to hear')
    return sender
  }

  async #deliverAll(): Promise<void> {
    while (!this.#late.isEmpty) await this.#deliver()
  }

  /** No faults any more: leases of the dead end, and what is left is worked off. */
  async #finish(store: Store): Promise<void> {
    const run = { ...this.#run('last', 31, store), rounds: 1, atEnd: true }
    for (let round = 0; round < 40 && !this.#isAny(['done'], 'all'); round += 1) {
      if (this.#isAny(['claimed'])) await this.#endAllLeases(store)
      if (this.#isAny(['claimed'])) await cleaner(run)
      if (this.#isAny(['dead'])) await operator(run)
      if (this.#isAny(['ready', 'claimed', 'dead'])) await washer(run)
      await poster(run)
      await checkNow(store, this.#world, this.#lastSeen)
    }
  }

  #isAny(states: readonly string[], how: 'any' | 'all' = 'any'): boolean {
    const seen = [...this.#lastSeen.values()]
    const fits = ({ state }: { state: string }) => states.includes(state)
    return how === 'any' ? seen.some(fits) : seen.every(fits)
  }

  async #endAllLeases({ claims }: Store): Promise<void> {
    for (const { token } of this.#tokens) this.#world.ended.add(token)
    await claims.updateMany({}, { $set: { until: new Date(0) } })
  }

  #note(line: string): void {
    this.commands += 1
    this.trace.push(line)
  }
}
