import { CandidateIndex, type Clue } from '../candidate-index.ts'
import type { RuleList } from './first-hit.ts'
import type { Hit } from './hit.ts'

/** A rule that has to be tried on a text. */
export interface ClueRule {
  readonly clue: Clue
  /** The rule's answer when it hits. */
  try(cleaned: string): Hit | undefined
}

/** Below this length trying every rule costs less than asking an index. */
const smallList = 5

/** Rules that are tried one by one, those that their clues do not rule out. */
export class ClueList implements RuleList {
  readonly #rules: readonly ClueRule[]
  readonly #index: CandidateIndex | undefined

  /** `fold` gives the form of a text in which clues are written, where that is not its own. */
  constructor(rules: readonly ClueRule[], fold?: (text: string) => string) {
    this.#rules = rules
    if (rules.length > smallList) {
      this.#index = new CandidateIndex(
        rules.map((rule) => rule.clue),
        fold,
      )
    }
  }

  get size(): number {
    return this.#rules.length
  }

  first(cleaned: string): Hit | undefined {
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
