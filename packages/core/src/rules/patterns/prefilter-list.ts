import type { Hit, RuleList } from '../hit.ts'
import { CandidateIndex, type Prefilter } from './candidate-index.ts'

/** A rule that has to be tried on a text. */
export interface PrefilteredRule {
  readonly prefilter: Prefilter
  /** The rule's answer when it hits. */
  try(cleaned: string): Hit | undefined
}

/** Below this length trying every rule costs less than asking an index. */
const smallList = 5

/** Rules that are tried one by one, those that their prefilters do not rule out. */
export class PrefilterList implements RuleList {
  readonly #rules: readonly PrefilteredRule[]
  readonly #index: CandidateIndex | undefined

  /** `fold` gives the form of a text in which prefilters are written, where that is not its own. */
  constructor(rules: readonly PrefilteredRule[], fold?: (text: string) => string) {
    this.#rules = rules
    if (rules.length > smallList) {
      this.#index = new CandidateIndex(
        rules.map((rule) => rule.prefilter),
        fold,
      )
    }
  }

  get size(): number {
    return this.#rules.length
  }

  find(cleaned: string): Hit | undefined {
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
