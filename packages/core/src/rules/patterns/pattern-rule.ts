import {
  type CompiledPattern,
  type CompiledTemplate,
  type PatternOutline,
  ResultTooLong,
  StepsExhausted,
} from '@dwmops/python-re'
import { mostResultLength } from '../../wash/wash-limits.ts'
import type { Hit } from '../hit.ts'
import { RuleFailure } from '../rule-failure.ts'
import type { StoredRule } from '../stored-rule.ts'
import type { Prefilter } from './candidate-index.ts'
import { constantResult } from './constant-result.ts'
import type { PrefilteredRule } from './prefilter-list.ts'

/** A rule that can begin with more characters than this is not filed under each of them. */
const mostFirstCharacters = 200

/** A pattern with its replacement. */
export class PatternRule implements PrefilteredRule {
  readonly prefilter: Prefilter
  readonly #rule: StoredRule
  readonly #pattern: CompiledPattern
  readonly #template: CompiledTemplate
  readonly #constant: string | undefined

  constructor(rule: StoredRule, pattern: CompiledPattern, template: CompiledTemplate) {
    this.#rule = rule
    this.#pattern = pattern
    this.#template = template
    this.#constant = constantResult(pattern, template)
    this.prefilter = { contains: pattern.requiredLiterals, beginsWith: firstUnits(pattern.firstCharacters) }
  }

  get outline(): PatternOutline {
    return this.#pattern.outline
  }

  try(cleaned: string): Hit | undefined {
    const first = this.#pattern.firstCharacters
    if (first !== undefined && !first.has(cleaned.codePointAt(0) ?? -1)) return undefined
    const matches = this.#inBoundedSteps(() => this.#pattern.matchesAtStart(cleaned))
    return matches ? this.rewrite(cleaned) : undefined
  }

  /** The answer to a text at whose start the pattern is known to match. Throws RuleFailure, as `try` does. */
  rewrite(cleaned: string): Hit {
    return {
      to: this.#constant ?? this.#substitute(cleaned),
      using: undefined,
      pattern: this.#pattern.pattern || undefined,
      ruleId: this.#rule.id,
      ruleIndex: this.#rule.index,
    }
  }

  #substitute(cleaned: string): string {
    return this.#inBoundedSteps(() => this.#pattern.substitute(cleaned, this.#template, mostResultLength))
  }

  #inBoundedSteps<Result>(search: () => Result): Result {
    try {
      return search()
    } catch (error) {
      if (error instanceof StepsExhausted) throw new RuleFailure('TOO_COSTLY', this.#rule, error)
      throw error instanceof ResultTooLong ? new RuleFailure('RESULT_TOO_LARGE', this.#rule, error) : error
    }
  }
}

function firstUnits(codePoints: ReadonlySet<number> | undefined): Set<number> | undefined {
  if (codePoints === undefined || codePoints.size > mostFirstCharacters) return undefined
  return new Set(Array.from(codePoints, (codePoint) => String.fromCodePoint(codePoint).charCodeAt(0)))
}
