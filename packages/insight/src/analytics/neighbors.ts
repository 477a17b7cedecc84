import { clean } from '@dwmops/core'
import { distance } from 'fastest-levenshtein'
import type { KnownResults } from './known-results.ts'

const mostNeighbors = 5
/** Texts that are compared for one value, so that a field with 100,000 rules costs no more. */
const mostCompared = 2_000
const sharedLetters = 2

/** Finds the results of a field that are nearest to a value, for a person to choose from: by texts with a word that begins alike. */
export class Neighbors {
  readonly #byBeginning = new Map<string, string[]>()
  readonly #leadsTo

  constructor({ leadsTo }: KnownResults) {
    this.#leadsTo = leadsTo
    for (const text of leadsTo.keys())
      for (const beginning of beginningsOf(text)) {
        const known = this.#byBeginning.get(beginning) ?? []
        this.#byBeginning.set(beginning, known)
        if (known.length < mostCompared) known.push(text)
      }
  }

  /** At most five results, nearest first. */
  of(value: string): string[] {
    const find = clean(value)
    const texts = new Set(
      [...beginningsOf(find)].flatMap((beginning) => this.#byBeginning.get(beginning) ?? []),
    )
    const near = new Map<string, number>()
    for (const text of [...texts].slice(0, mostCompared)) {
      const result = this.#leadsTo.get(text) ?? ''
      const share = distance(text, find) / Math.max(text.length, find.length)
      near.set(result, Math.min(share, near.get(result) ?? 1))
    }
    return [...near]
      .toSorted(([, one], [, other]) => one - other)
      .slice(0, mostNeighbors)
      .map(([result]) => result)
  }
}

function beginningsOf(text: string): Set<string> {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= sharedLetters)
  return new Set(words.map((word) => word.slice(0, sharedLetters)))
}
