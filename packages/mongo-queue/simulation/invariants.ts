import type { ItemDocument } from '../src/item/item.ts'
import { settledSteps } from '../src/item/step.ts'
import type { Store } from '../src/store.ts'
import { BrokenPromise, World } from './world.ts'

/** What items looked like when last seen, by id. */
export type LastSeen = Map<string, ItemDocument>

/** Checks what must hold at every moment, and that nothing has gone back since it was last seen. */
export async function checkNow({ items }: Store, world: World, lastSeen: LastSeen): Promise<void> {
  const now = new Map((await items.find().toArray()).map((item) => [item._id.toHexString(), item]))
  for (const key of world.keys)
    if (world.newest(key) !== undefined && !now.has(World.id(key))) broken(World.id(key), 'is in no place')
  for (const [id, item] of now) {
    checkShape(id, item)
    const before = lastSeen.get(id)
    if (before !== undefined) checkProgress(id, before, item, world)
    checkReports(id, item, world)
    lastSeen.set(id, item)
  }
  for (const id of lastSeen.keys()) if (!now.has(id)) broken(id, 'was deleted')
}

/** Checks how things end once all work is through. */
export function checkEnd(world: World, lastSeen: LastSeen): void {
  for (const key of world.keys) {
    const item = lastSeen.get(World.id(key))
    const newest = world.newest(key)
    if (item === undefined || newest === undefined) continue
    const { _id, state, exportedAt, payload } = item
    const id = _id.toHexString()
    if (state !== 'done') broken(id, `ends ${state}`)
    if (exportedAt < newest.exportedAt) broken(id, `ends with a version older than ${newest.value}`)
    const own = world.exports.find(
      (one) => one.key === key && one.exportedAt.getTime() === exportedAt.getTime(),
    )
    if (item.priority !== payload['priority']) broken(id, `has priority ${item.priority}, not its version's`)
    if (own?.value !== payload['value']) broken(id, `${payload['value']} is not what was exported then`)
    if (world.written.get(key)?.value !== payload['value'])
      broken(id, 'its last version was not written last')
  }
}

function checkShape(id: string, { state, claim, pendingVersion, expireAt, attempts }: ItemDocument): void {
  if ((state === 'claimed') !== (claim !== null)) broken(id, `${state} with claim ${claim}`)
  if (pendingVersion !== undefined && state !== 'claimed') broken(id, `${state} with a version waiting`)
  if ((state === 'done') !== (expireAt !== undefined)) broken(id, `${state} with expireAt ${expireAt}`)
  if (attempts < 0) broken(id, `${attempts} attempts`)
}

function checkProgress(id: string, before: ItemDocument, now: ItemDocument, world: World): void {
  if (now.generation < before.generation)
    broken(id, `fell from pass ${before.generation} to ${now.generation}`)
  if (newestTime(now) < newestTime(before)) broken(id, 'forgot its newest version')
  const stayed = now.generation === before.generation && now.queue === before.queue && !world.redriven.has(id)
  const isTakenBack = now.trail.some(({ did, claim }) => did === 'freed' && !world.given.has(claim))
  if (stayed && !isTakenBack && now.attempts < before.attempts)
    broken(id, `attempts fell from ${before.attempts} to ${now.attempts}`)
}

function newestTime({ exportedAt, pendingVersion }: ItemDocument): Date {
  return pendingVersion?.exportedAt ?? exportedAt
}

/** A trail that is full may have forgotten. */
function checkReports(id: string, { trail }: ItemDocument, world: World): void {
  if (trail.length >= 8) return
  for (const report of world.reports.filter((one) => one.id === id)) {
    const didSettle = trail.some(({ claim, did }) => claim === report.token && settledSteps.has(did))
    if (didSettle !== (report.as === 'settled'))
      broken(id, `${report.token} was reported ${report.as}, wrongly`)
  }
}

function broken(id: string, what: string): never {
  throw new BrokenPromise(`${id} ${what}`)
}
