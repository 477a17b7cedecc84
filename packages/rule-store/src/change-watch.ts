import type { Db } from 'mongodb'
import { type Fingerprint, takeFingerprint } from './fingerprint.ts'
import { isSame } from './rule-snapshot.ts'
import { readPointer } from './version-pointer.ts'

/** A look that takes longer than this is not taken at every batch. */
const cheapMs = 50
/** Then it may cost a twentieth of the time. */
const pauseFactor = 20

/**
 * Tells whether the rules are still those of a fingerprint. Published versions are seen at once. Changes made by hand are seen
 * at once while looking takes less than 50 ms (some ten thousand rules), else after twenty times as long as a look takes.
 */
export class ChangeWatch {
  readonly #db: Db
  #seen: { readonly version: string; readonly fingerprint: Fingerprint } | undefined
  #nextLookAt = 0

  constructor(db: Db) {
    this.#db = db
  }

  /** From now on, `version` stands for this fingerprint. */
  remember(version: string, fingerprint: Fingerprint): void {
    this.#seen = { version, fingerprint }
    this.#pauseAfter(fingerprint.tookMs)
  }

  async changedSince(version: string): Promise<boolean> {
    const seen = this.#seen
    if (seen === undefined || seen.version !== version) return true
    if (performance.now() < this.#nextLookAt) {
      const pointer = await readPointer(this.#db)
      const { version: known, applying } = seen.fingerprint.pointer ?? {}
      return pointer?.version !== known || pointer?.applying !== applying
    }
    const now = await takeFingerprint(this.#db)
    this.#pauseAfter(now.tookMs)
    return !isSame(now, seen.fingerprint)
  }

  #pauseAfter(tookMs: number): void {
    this.#nextLookAt = tookMs <= cheapMs ? 0 : performance.now() + tookMs * pauseFactor
  }
}
