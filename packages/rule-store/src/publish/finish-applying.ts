import { retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { takeFingerprint } from '../rules/fingerprint.ts'
import { applyChange } from '../rules/rule-change.ts'
import { applySet } from './apply-set.ts'
import { readArchivedSet } from './set-archive.ts'
import { endApplying, readPointer } from './version-pointer.ts'
import { findVersionDocument, markPublished } from './versions.ts'

/** Brings the live collections to the current version, if a publisher has not; each of its steps finds itself done when it is repeated. */
export async function finishApplying(db: Db): Promise<void> {
  await retryTransient('publish the rules', () => applyCurrent(db))
}

async function applyCurrent(db: Db): Promise<void> {
  const pointer = await readPointer(db)
  if (!pointer?.applying) return
  const { version, hash } = pointer
  await markPublished(db, version)
  const change = (await findVersionDocument(db, version))?.change
  if (change === undefined) {
    if (await applySet(db, version, await readArchivedSet(db, hash))) await endApplying(db, version)
    return
  }
  const isLive = await applyChange(db, change)
  await endApplying(db, version, isLive ? (await takeFingerprint(db)).live : undefined)
}
