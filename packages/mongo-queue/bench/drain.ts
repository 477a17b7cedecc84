import type { Db } from 'mongodb'
import { type Outcome, openQueue, type Queue } from '../src/index.ts'
import { Timing } from './timing.ts'

/** What to move, and how. */
export interface DrainOrder {
  from: string
  to: string
  n: number
  workers: number
  /** Every record gets a payload of its own, as in washing; else the queue alone changes. */
  rewrites: boolean
  /** A worker stops after so many: a queue of 1,000,000 takes too long to drain. */
  maxHops: number
  /** Something to compare with, run after a hop and not counted. */
  beside?: () => Promise<void>
}

/** What moving all of a queue on took. */
export interface Drain {
  records: number
  /** Wall time, what ran beside left out. */
  ms: number
  claim: Timing
  settle: Timing
  /** Of hops of n records, no fewer. */
  hop: Timing
}

/** Moves everything from one queue to another. */
export async function drain(db: Db, order: DrainOrder): Promise<Drain> {
  const result: Drain = { records: 0, ms: 0, claim: new Timing(), settle: new Timing(), hop: new Timing() }
  const beside = new Timing()
  const work = async (name: string) => {
    const queue = openQueue(db, { owner: name, stage: 'bench' })
    for (let hops = 0; hops < order.maxHops; hops += 1) {
      const begun = performance.now()
      const moved = await hop(queue, order, result)
      if (moved === undefined) return
      if (moved === order.n) result.hop.add(performance.now() - begun)
      if (order.beside !== undefined) await beside.take(order.beside)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: order.workers }, (_, index) => work(`worker ${index}`)))
  result.ms = performance.now() - start - beside.sum
  return result
}

/** Moves up to n records on and returns how many; undefined when there are none. */
async function hop(
  queue: Queue,
  { from, to, n, rewrites }: DrainOrder,
  result: Drain,
): Promise<number | undefined> {
  const held = await result.claim.take(() => queue.claim(from, n))
  if (held === undefined) return undefined
  const outcomes = held.items.map(({ id, payload }): Outcome => {
    const washed = rewrites ? { payload: { ...payload, field0: 'washed' } } : {}
    return { id, to: { queue: to, ...washed } }
  })
  const { settled } = await result.settle.take(() => held.settle(outcomes))
  result.records += settled.length
  return settled.length
}
