import { Memo } from '../memo.ts'
import type { Hit, TextRules } from './hit.ts'

/** Rules in insertion order. */
export interface RuleList {
  readonly size: number
  /** The answer of the first rule that hits. */
  first(cleaned: string): Hit | undefined
}

/** Longer texts, and longer answers, are not remembered, so that the memory a memo can take stays in bounds. */
const longestRemembered = 200
const longestAnswer = 10 * longestRemembered

/** A list of rules that remembers what it said of a text. */
export class FirstHit implements TextRules {
  readonly #list: RuleList
  readonly #memo: Memo<Hit | typeof noHit> | undefined

  constructor(list: RuleList, memoSize: number) {
    this.#list = list
    this.#memo = memoSize > 0 && list.size > 0 ? new Memo(memoSize) : undefined
  }

  get size(): number {
    return this.#list.size
  }

  find(cleaned: string): Hit | undefined {
    if (this.#memo === undefined || cleaned.length > longestRemembered) return this.#list.first(cleaned)
    const known = this.#memo.get(cleaned)
    if (known !== undefined) return known === noHit ? undefined : known
    const hit = this.#list.first(cleaned)
    if (typeof hit?.to !== 'string' || hit.to.length <= longestAnswer) this.#memo.set(cleaned, hit ?? noHit)
    return hit
  }
}

const noHit = Symbol('no hit')
