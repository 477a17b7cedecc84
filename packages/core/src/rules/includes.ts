import { compileEach } from './compile-each.ts'
import { fixedHit, type Hit, type RuleList } from './hit.ts'
import type { Prefilter } from './patterns/candidate-index.ts'
import { type PrefilteredRule, PrefilterList } from './patterns/prefilter-list.ts'
import type { ReportProblem, StoredRule } from './stored-rule.ts'

const tests = ['includes', 'excludes', 'begins', 'ends'] as const

/** The four tests of an includes rule, as they stand in its document. */
export type IncludesTests = Readonly<Record<(typeof tests)[number], string>>

/** Includes rules in insertion order; broken ones are reported and left out. */
export function compileIncludes(rules: readonly StoredRule[], report: ReportProblem): RuleList {
  const compiled = compileEach(rules, report, (rule) => compileRule(rule, report))
  return new PrefilterList(compiled)
}

function compileRule(rule: StoredRule, report: ReportProblem): PrefilteredRule | undefined {
  const read = readTests(rule)
  if (typeof read === 'string') {
    report(rule, 'RULE_MALFORMED', read)
    return undefined
  }
  return canHold(read) ? new IncludesRule(rule, read) : undefined
}

/** The tests of a rule document, or what is wrong with it. */
export function readTests(rule: StoredRule): IncludesTests | string {
  const missing = tests.filter((test) => typeof rule.body[test] !== 'string')
  if (missing.length > 0) return `${missing.join(', ')} missing or no text`
  if (rule.body['replace'] === undefined) return 'replace is missing'
  return Object.fromEntries(tests.map((test) => [test, rule.body[test]])) as IncludesTests
}

/** A rule without any test is passed over; an empty item among its excludes stands in every text. */
function canHold({ includes, excludes, begins, ends }: IncludesTests): boolean {
  if (excludes !== '' && excludes.split(',').includes('')) return false
  return includes !== '' || excludes !== '' || begins !== '' || ends !== ''
}

class IncludesRule implements PrefilteredRule {
  readonly prefilter: Prefilter
  readonly #includes: readonly string[]
  readonly #excludes: readonly string[]
  readonly #begins: string
  readonly #ends: string
  readonly #hit: Hit

  constructor(rule: StoredRule, { includes, excludes, begins, ends }: IncludesTests) {
    this.#includes = includes.split(',').filter((item) => item !== '')
    this.#excludes = excludes.split(',').filter((item) => item !== '')
    this.#begins = begins
    this.#ends = ends
    this.#hit = fixedHit(rule, rule.body['replace'], { includes, excludes, begins, ends })
    this.prefilter = {
      contains: [...this.#includes, begins, ends],
      beginsWith: begins === '' ? undefined : new Set([begins.charCodeAt(0)]),
    }
  }

  try(cleaned: string): Hit | undefined {
    for (const item of this.#includes) if (!cleaned.includes(item)) return undefined
    for (const item of this.#excludes) if (cleaned.includes(item)) return undefined
    return cleaned.startsWith(this.#begins) && cleaned.endsWith(this.#ends) ? this.#hit : undefined
  }
}
