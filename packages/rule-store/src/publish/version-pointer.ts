import { retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'

export const versionsName = 'ruleVersions'
export const pointerId = 'current'

/**
 * Says which published version is current. While `applying`, the live collections are on their way to it, and its archived set
 * is what counts; publishing takes effect in the one update that moves this document.
 */
export interface VersionPointer {
  readonly _id: typeof pointerId
  readonly version: number
  /** Empty for a version that is one change: its content is hashed by its first reader. */
  readonly hash: string
  readonly applying: boolean
  /** Fingerprint of the live collections when they became this version, where that is known. */
  readonly live?: string
}

export async function readPointer(db: Db): Promise<VersionPointer | undefined> {
  const found = await retryTransient('read the current version', () =>
    db.collection<VersionPointer>(versionsName).findOne({ _id: pointerId }),
  )
  return found ?? undefined
}

/** Moves the pointer from the version that the publisher saw; false when somebody else moved it first. */
export async function movePointer(
  db: Db,
  from: VersionPointer | undefined,
  to: { readonly version: number; readonly hash: string },
): Promise<boolean> {
  let attempts = 0
  const isMoved = await retryTransient('publish the rules', () => {
    attempts += 1
    return moveOnce(db, from, to)
  })
  return isMoved || (attempts > 1 && (await tookEffect(db, to.version)))
}

async function moveOnce(
  db: Db,
  from: VersionPointer | undefined,
  to: { readonly version: number; readonly hash: string },
): Promise<boolean> {
  const pointers = db.collection<VersionPointer>(versionsName)
  // an upsert that loses the race for the first version fails on _id; a later one finds no document that matches
  const filter = { _id: pointerId, version: from?.version ?? -1, applying: false } as const
  try {
    const update = { $set: { ...to, applying: true }, $unset: { live: 1 } } as const
    const { modifiedCount, upsertedCount } = await pointers.updateOne(filter, update, {
      upsert: from === undefined,
    })
    return modifiedCount + upsertedCount === 1
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/**
 * Whether the pointer was moved to a version by an attempt whose answer was lost. Nobody else moves it to that number, and before it moves on
 * the version is marked as published.
 */
async function tookEffect(db: Db, version: number): Promise<boolean> {
  if ((await readPointer(db))?.version === version) return true
  const published = await retryTransient('read the version', () =>
    db
      .collection<{ _id: number; state?: string }>(versionsName)
      .findOne({ _id: version, state: 'published' }),
  )
  return published !== null
}

/** The live collections are those of the version now. */
export async function endApplying(db: Db, version: number, live?: string): Promise<void> {
  const change = { applying: false, ...(live !== undefined && { live }) }
  await retryTransient('publish the rules', () =>
    db.collection<VersionPointer>(versionsName).updateOne({ _id: pointerId, version }, { $set: change }),
  )
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000
}
