import type { Db } from 'mongodb'
import { type Fingerprint, takeFingerprint } from './fingerprint.ts'
import { isSame } from './rule-snapshot.ts'

/** Whether the rules are still those of a fingerprint, be it a published version or a change made by hand. */
export class ChangeWatch {
  readonly #db: Db
  #seen: { readonly version: string; readonly fingerprint: Fingerprint } | undefined

  constructor(db: Db) {
    this.#db = db
  }

  /** From now on, `version` stands for this fingerprint. */
  remember(version: string, fingerprint: Fingerprint): void {
    this.#seen = { version, fingerprint }
  }

  async changedSince(version: string): Promise<boolean> {
    if (this.#seen?.version !== version) return true
    return !isSame(await takeFingerprint(this.#db), this.#seen.fingerprint)
  }
}
