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
  return (await db.collection<VersionPointer>(versionsName).findOne({ _id: pointerId })) ?? undefined
}

/** Moves the pointer from the version that the publisher saw; false when somebody else moved it first. */
export async function movePointer(
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

/** The live collections are those of the version now. */
export async function endApplying(db: Db, version: number, live?: string): Promise<void> {
  await db
    .collection<VersionPointer>(versionsName)
    .updateOne(
      { _id: pointerId, version },
      { $set: { applying: false, ...(live !== undefined && { live }) } },
    )
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000
}
