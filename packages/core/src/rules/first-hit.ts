import { CandidateIndex, type Clue } from '../candidate-index.ts'
import { Memo } from '../memo.ts'
import type { Hit, TextRules } from './hit.ts'

/** A rule that has to be tried on a text. */
export interface ScanRule {
  readonly clue: Clue
  /** The rule's answer when it hits. */
  try(cleaned: string): Hit | undefined
}

/** Below this length trying every rule costs less than asking an index. */
const smallList = 5

/** Longer texts are not remembered, so that the memory a memo can take stays in bounds. */
const longestRemembered = 200

/** Rules in insertion order, of which the first that hits counts. */
export class FirstHit implements TextRules {
  readonly #rules: readonly ScanRule[]
  readonly #index: CandidateIndex | undefined
  readonly #memo: Memo<Hit | typeof noHit> | undefined

  constructor(rules: readonly ScanRule[], memoSize: number, fold?: (text: string) => string) {
    this.#rules = rules
    this.#index =
      rules.length > smallList
        ? new CandidateIndex(
            rules.map((rule) => rule.clue),
            fold,
          )
        : undefined
    this.#memo = memoSize > 0 && rules.length > 0 ? new Memo(memoSize) : undefined
  }

  get size(): number {
    return this.#rules.length
  }

  find(cleaned: string): Hit | undefined {
    if (this.#memo === undefined || cleaned.length > longestRemembered) return this.#scan(cleaned)
    const known = this.#memo.get(cleaned)
    if (known !== undefined) return known === noHit ? undefined : known
    const hit = this.#scan(cleaned)
    this.#memo.set(cleaned, hit ?? noHit)
    return hit
  }

  #scan(cleaned: string): Hit | undefined {
    if (this.#index === undefined) {
      for (const rule of this.#rules) {
        const hit = rule.try(cleaned)
        if (hit !== undefined) return hit
      }
      return undefined
    }
    for (const position of this.#index.candidates(cleaned)) {
      const hit = this.#rules[position]?.try(cleaned)
      if (hit !== undefined) return hit
    }
    return undefined
  }
}

const noHit = Symbol('no hit')
