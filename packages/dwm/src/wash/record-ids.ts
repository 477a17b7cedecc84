import { hash } from 'node:crypto'

const hashBytes = 6
/** What a blank id becomes; no hash is negative. */
const blank = -1

/**
 * 48 bits that stand for the id of a record, in any case and with any blanks around it: two ids among a million share them once in
 * 500 files.
 */
export function idHash(id: string): number {
  const text = id.trim().toLowerCase()
  return text === '' ? blank : hash('sha1', text, 'buffer').readUIntBE(0, hashBytes)
}

/** The ids of a file's records, at 8 bytes a record. */
export class RecordIds {
  readonly #chunks: Float64Array[] = []

  add(hashes: Float64Array): void {
    this.#chunks.push(hashes)
  }

  /** How many records have a blank id, and how many have the id of an earlier record. */
  count(): { readonly blank: number; readonly repeated: number } {
    const all = new Float64Array(this.#chunks.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const chunk of this.#chunks) {
      all.set(chunk, at)
      at += chunk.length
    }
    all.sort()
    const found = { blank: 0, repeated: 0 }
    all.forEach((one, index) => {
      if (one === blank) found.blank += 1
      else if (one === all[index - 1]) found.repeated += 1
    })
    return found
  }
}
