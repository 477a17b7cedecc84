import { comparable, PatternScan } from '@dwmops/python-re'
import type { Hit, RuleList } from '../hit.ts'
import { CandidateIndex } from './candidate-index.ts'
import type { PatternRule } from './pattern-rule.ts'
import { PrefilterList } from './prefilter-list.ts'

/** In longer lists the rules that a piece of text tells apart are left to an index, which keeps the scan small. */
const shortList = 64
const selectiveLength = 3

/**
 * Pattern rules, all of which are tried in one pass over a text, so that the rule that hits has only to rewrite it.
 * Texts that are not worth a pass go by prefilters, rule after rule.
 */
export class PatternList implements RuleList {
  readonly #rules: readonly PatternRule[]
  readonly #byPrefilter: PrefilterList
  readonly #scan: PatternScan
  /** The positions of the rules that are scanned, and of those that are indexed. */
  readonly #scanned: readonly number[]
  readonly #indexed: readonly number[]
  readonly #index: CandidateIndex | undefined

  constructor(rules: readonly PatternRule[]) {
    this.#rules = rules
    this.#byPrefilter = new PrefilterList(rules, comparable)
    const isIndexed = (rule: PatternRule) => rules.length > shortList && isSelective(rule)
    const positions = [...rules.keys()]
    this.#indexed = positions.filter((position) => isIndexed(this.#rule(position)))
    this.#scanned = positions.filter((position) => !isIndexed(this.#rule(position)))
    this.#scan = new PatternScan(this.#scanned.map((position) => this.#rule(position).outline))
    if (this.#indexed.length === 0) return
    this.#index = new CandidateIndex(
      this.#indexed.map((position) => this.#rule(position).prefilter),
      comparable,
    )
  }

  get size(): number {
    return this.#rules.length
  }

  find(cleaned: string): Hit | undefined {
    const scan = this.#scan.find(cleaned)
    if (scan === undefined) return this.#byPrefilter.find(cleaned)
    const sure = scan.lastIsSure ? this.#scanned[scan.positions.at(-1) as number] : undefined
    for (const position of this.#inOrder(scan.positions, cleaned)) {
      const rule = this.#rule(position)
      const hit = position === sure ? rule.rewrite(cleaned) : rule.try(cleaned)
      if (hit !== undefined) return hit
    }
    return undefined
  }

  #rule(position: number): PatternRule {
    return this.#rules[position] as PatternRule
  }

  #inOrder(scanned: readonly number[], cleaned: string): readonly number[] {
    if (this.#index === undefined) return scanned
    const indexed = this.#index.candidates(cleaned)
    return [
      ...scanned.map((number) => this.#scanned[number] as number),
      ...indexed.map((number) => this.#indexed[number] as number),
    ].sort((left, right) => left - right)
  }
}

function isSelective({ prefilter }: PatternRule): boolean {
  return prefilter.contains.some((text) => text.length >= selectiveLength)
}
