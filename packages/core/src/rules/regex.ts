import type { Clue } from '../candidate-index.ts'
import {
  type CompiledPattern,
  type CompiledTemplate,
  comparable,
  compilePattern,
  compileTemplate,
  PatternError,
} from '../pattern/index.ts'
import type { ReportProblem, StoredRule } from '../stored-rule.ts'
import { FirstHit, type ScanRule } from './first-hit.ts'
import type { Hit } from './hit.ts'

/** Pattern rules in insertion order; those that cannot be used are reported and left out. */
export function compileRegexes(
  rules: readonly StoredRule[],
  memoSize: number,
  report: ReportProblem,
): FirstHit {
  const compiled = rules.map((rule) => compileRule(rule, report)).filter((rule) => rule !== undefined)
  return new FirstHit(compiled, memoSize, comparable)
}

function compileRule(rule: StoredRule, report: ReportProblem): PatternRule | undefined {
  const { pattern, replace = '' } = rule.body
  if (typeof pattern !== 'string') {
    report(rule, 'RULE_MALFORMED', 'pattern is missing or no text')
    return undefined
  }
  if (typeof replace !== 'string' && replace !== null) {
    report(rule, 'RULE_MALFORMED', 'replace is no text')
    return undefined
  }
  try {
    const compiled = compilePattern(pattern)
    const template = compileTemplate(replace ?? '', compiled)
    if (template.error === undefined) return new PatternRule(rule, compiled, template)
    report(rule, 'RULE_TEMPLATE', template.error.message)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    report(rule, 'RULE_PATTERN', error.message)
  }
  return undefined
}

/** A rule that can begin with more characters than this is not filed under each of them. */
const mostFirstCharacters = 200

class PatternRule implements ScanRule {
  readonly clue: Clue
  readonly #rule: StoredRule
  readonly #pattern: CompiledPattern
  readonly #template: CompiledTemplate

  constructor(rule: StoredRule, pattern: CompiledPattern, template: CompiledTemplate) {
    this.#rule = rule
    this.#pattern = pattern
    this.#template = template
    this.clue = { contains: pattern.requiredLiterals, beginsWith: firstUnits(pattern.firstCharacters) }
  }

  try(cleaned: string): Hit | undefined {
    const first = this.#pattern.firstCharacters
    if (first !== undefined && !first.has(cleaned.codePointAt(0) ?? -1)) return undefined
    if (!this.#pattern.matchesAtStart(cleaned)) return undefined
    return {
      to: this.#pattern.substitute(cleaned, this.#template),
      using: undefined,
      pattern: this.#pattern.pattern || undefined,
      ruleId: this.#rule.id,
      ruleIndex: this.#rule.index,
    }
  }
}

function firstUnits(codePoints: ReadonlySet<number> | undefined): Set<number> | undefined {
  if (codePoints === undefined || codePoints.size > mostFirstCharacters) return undefined
  return new Set(Array.from(codePoints, (codePoint) => String.fromCodePoint(codePoint).charCodeAt(0)))
}
