import type { SeededRandom } from '@dwmops/seeded-random'
import {
  type Claim,
  type ClaimListing,
  type Item,
  LeaseLostError,
  type Outcome,
  type Queue,
  QueueUnavailableError,
} from '../src/index.ts'
import { someOf } from './random-of.ts'
import type { World } from './world.ts'

export const washing = 'washing'
export const posting = 'posting'

/** What a run works with. */
export interface Run {
  name: string
  queue: Queue
  world: World
  random: SeededRandom
  /** Claims and such that it makes before it ends. */
  rounds: number
  /** All is to come to its end: takes what there is, and moves it on. */
  atEnd: boolean
}

function claimSize({ atEnd, random }: Run): number {
  return atEnd ? 100 : random.between(1, 3)
}

/** Ends a run as a stage would end: the database away or the lease lost is no fault of the queue. */
export async function runToItsEnd(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof QueueUnavailableError || error instanceof LeaseLostError)) throw error
  }
}

/** Reads contacts at their source and adds them. Now and then one that has not changed, or that changed back. */
export async function exporter({ queue, world, random, rounds }: Run, keys: readonly string[]) {
  for (let round = 0; round < rounds; round += 1) {
    const readings = someOf(keys, random, 0.5).map((key) =>
      world.export(key, `value ${random.between(1, 3)}`, random.between(0, 1)),
    )
    const exportedAt = readings.at(-1)?.exportedAt
    for (const reading of readings) if (exportedAt !== undefined) reading.exportedAt = exportedAt
    const entries = readings.map(({ key, value, priority }) => {
      return { key, payload: { value, priority }, priority, source: `${key} ${value} ${priority}` }
    })
    await queue.add(washing, entries, exportedAt === undefined ? {} : { exportedAt })
    for (const reading of readings) reading.acknowledged = true
  }
}

/** Claims and hands on; now and then buries, gives back or walks away from some. */
export async function washer(run: Run) {
  for (let round = 0; round < run.rounds; round += 1) {
    const claim = await run.queue.claim(washing, claimSize(run))
    if (claim === undefined) continue
    run.world.handedOut(claim, washing, false)
    const outcomes = claim.items.flatMap((item) => washed(item, run))
    await settle(run.world, claim, outcomes)
    run.world.ending.add(claim.token)
    if (run.random.chance(0.7)) await claim.release()
  }
}

function washed({ id, payload }: Item, { random, atEnd }: Run): Outcome[] {
  const draw = atEnd ? 1 : random.next()
  if (draw < 0.08) return [{ id, to: 'dead', reason: { code: 'BAD', message: 'cannot be washed' } }]
  if (draw < 0.16) return [{ id, to: 'requeue' }]
  if (draw < 0.22) return []
  return [{ id, to: random.chance(0.5) ? { queue: posting } : { queue: posting, payload: { ...payload } } }]
}

/** Follows what a dead run has sent, else sends what it claims, in one sync or in parts; writes out under the claim's sync only. */
export async function poster(run: Run) {
  for (let round = 0; round < run.rounds; round += 1) {
    const adopted = await run.queue.adopt(posting)
    const claim = adopted ?? (await run.queue.claim(posting, claimSize(run)))
    if (claim === undefined) continue
    run.world.handedOut(claim, posting, adopted !== undefined)
    let open = await followSync(run, claim)
    while (open.length > 0) {
      const part = run.atEnd ? open : open.slice(0, run.random.between(1, open.length))
      await send(run, claim, part)
      if (!run.atEnd && run.random.chance(0.1)) {
        run.world.ending.add(claim.token)
        await claim.abandon()
        break
      }
      await settleSent(run, claim, part)
      open = open.slice(part.length)
    }
  }
}

/** Ends right after it has written a sync down: it never takes place. */
export async function leaver({ queue, world, name }: Run): Promise<void> {
  const claim = await queue.claim(posting, 4)
  if (claim === undefined) return
  world.handedOut(claim, posting, false)
  const sync = `no sync of ${name}`
  world.standsFor(claim.token, sync)
  await claim.attachSync(sync)
  world.ending.add(claim.token)
  await claim.abandon()
}

/** What a claim holds besides what its sync carries, by the order of ids. A sync that never took place is taken off. */
async function followSync(run: Run, claim: Claim): Promise<Item[]> {
  const { world } = run
  const items = claim.items.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (claim.syncId === undefined) return items
  world.standsFor(claim.token, claim.syncId)
  const known = world.syncs.get(claim.syncId)
  if (known === undefined) {
    await claim.detachSync()
    return items
  }
  const isSent = ({ id }: Item) => known.first <= id && id <= known.last
  await settleSent(run, claim, items.filter(isSent))
  return items.filter((item) => !isSent(item))
}

/** The sync is written down first; what goes out goes out right after the claim is known to be ours. */
async function send({ world, name }: Run, claim: Claim, part: readonly Item[]) {
  const sync = `sync ${world.syncs.size} of ${name}`
  world.standsFor(claim.token, sync)
  await claim.attachSync(sync)
  world.syncs.set(sync, { first: part[0]?.id ?? '', last: part.at(-1)?.id ?? '' })
  for (const item of part) world.writeOut(item, sync)
}

async function settleSent({ world }: Run, claim: Claim, part: readonly Item[]) {
  world.takenForSent(part, claim.syncId ?? 'no sync')
  await settle(
    world,
    claim,
    part.map(({ id }) => ({ id, to: 'done' })),
  )
}

async function settle(world: World, claim: Claim, outcomes: Outcome[]) {
  world.ending.add(claim.token)
  const onward = new Set(
    outcomes.filter(({ to }) => to === 'done' || typeof to === 'object').map(({ id }) => id),
  )
  world.settleReported(claim, await claim.settle(outcomes), onward)
}

/** Frees what others left. */
export async function cleaner({ queue, rounds }: Run) {
  for (let round = 0; round < rounds; round += 1) await queue.rescue()
}

/** Sends dead letters back. */
export async function operator({ queue, world, rounds }: Run) {
  for (let round = 0; round < rounds; round += 1) {
    const { letters } = await queue.deadLetters()
    for (const { id } of letters) world.redriven.add(id)
    if (letters.length > 0) await queue.redrive({ ids: letters.map(({ id }) => id) })
  }
}

/** Takes a claim away that looks dead, whether it is or not; looks for one that carries a sync. */
export async function releaser({ queue, world, random }: Run) {
  let claim: ClaimListing | undefined
  for (let looks = 0; looks < 8 && claim?.syncId === undefined; looks += 1) {
    const claims = (await queue.claims()).toSorted((a, b) => (a.token < b.token ? -1 : 1))
    claim = claims.find(({ syncId }) => syncId !== undefined) ?? random.pick(claims)
  }
  if (claim === undefined) return
  world.ended.add(claim.token)
  world.giveUp(claim.token, claim.syncId)
  await queue.release(claim.token)
}
