import type { Db } from 'mongodb'
import { withChange } from '../rules/rule-change.ts'
import { byVersionedCollection } from '../rules/rule-collections.ts'
import type { StoredRules } from '../rules/stored-rules.ts'
import { readArchivedSet } from './set-archive.ts'
import { readVersionsBack, type VersionDocument } from './versions.ts'

/** Number of the version before any was published: there is nothing in it. */
export const noVersion = 0

/** Versions read at a time while going back to an archived one. */
const versionsAtOnce = 200

/**
 * Everything that a version holds: its archived set, or for a version that is one change, that of the last archived version before it with
 * the changes since.
 */
export async function readVersionContent(db: Db, version: number): Promise<StoredRules> {
  const changes: NonNullable<VersionDocument['change']>[] = []
  const known = new Map<number, VersionDocument>()
  let at = version
  while (at !== noVersion) {
    if (!known.has(at))
      for (const found of await readVersionsBack(db, at, versionsAtOnce)) known.set(found._id, found)
    const found = known.get(at)
    if (found === undefined)
      throw new RangeError(
        `rules version ${version} cannot be read: version ${at}, on which it is based, is missing`,
      )
    if (found.change === undefined)
      return changes.reduceRight(withChange, await readArchivedSet(db, found.hash))
    changes.push(found.change)
    at = found.base ?? noVersion
  }
  return changes.reduceRight(withChange, byVersionedCollection(() => []) as StoredRules)
}
