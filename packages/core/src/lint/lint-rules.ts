import { RulesError } from '../errors.ts'
import type { RuleDocuments } from '../rules/rule-documents.ts'
import { blankOptions } from './checks/blank-options.ts'
import { costlyPatterns } from './checks/costly-patterns.ts'
import { duplicates } from './checks/duplicates.ts'
import { foreignPatterns } from './checks/foreign-patterns.ts'
import { impossibleIncludes } from './checks/impossible-includes.ts'
import { impossiblePatterns } from './checks/impossible-patterns.ts'
import { invalidConfigs } from './checks/invalid-configs.ts'
import { invisibleCharacters } from './checks/invisible-characters.ts'
import { malformedRules } from './checks/malformed-rules.ts'
import { mojibake } from './checks/mojibake.ts'
import { nullResults } from './checks/null-results.ts'
import { outerBlanks } from './checks/outer-blanks.ts'
import { shadowedIncludes } from './checks/shadowed-includes.ts'
import { shadowedLookups } from './checks/shadowed-lookups.ts'
import { shadowedPatterns } from './checks/shadowed-patterns.ts'
import { shortIncludes } from './checks/short-includes.ts'
import { stepOrder } from './checks/step-order.ts'
import { unclean } from './checks/unclean.ts'
import { undoneResults } from './checks/undone-results.ts'
import { unsortedLookups } from './checks/unsorted-lookups.ts'
import { unusablePatterns } from './checks/unusable-patterns.ts'
import { unusedRules } from './checks/unused-rules.ts'
import { type LintFinding, pause } from './finding.ts'
import { type LintCheck, readLintContext } from './lint-context.ts'
import type { LintedPatterns } from './linted-patterns.ts'

const checks: readonly LintCheck[] = [
  malformedRules,
  unusablePatterns,
  foreignPatterns,
  costlyPatterns,
  unclean,
  outerBlanks,
  invisibleCharacters,
  mojibake,
  impossibleIncludes,
  shortIncludes,
  impossiblePatterns,
  duplicates,
  shadowedLookups,
  shadowedPatterns,
  shadowedIncludes,
  unusedRules,
  undoneResults,
  unsortedLookups,
  nullResults,
  invalidConfigs,
  stepOrder,
  blankOptions,
]

/**
 * Reports everything in rules and configs that cannot work or hardly works as meant, errors first.
 * Broken documents are findings, never exceptions.
 */
export function lintRules(rules: RuleDocuments, configs: readonly unknown[]): LintFinding[] {
  const steps = lintSteps(rules, configs)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Those that find rules without any effect, in one quick pass over them. */
const inertChecks: readonly LintCheck[] = [unclean, impossibleIncludes, unusedRules]

/**
 * Rules that can have no effect: what they look for stands in no cleaned value, or no config asks for them. Quick enough for every start.
 * Throws RulesError when `rules` is not `{collection: [documents]}`.
 */
export function inertRules(rules: RuleDocuments, configs: readonly unknown[]): LintFinding[] {
  const context = readLintContext(rules, configs)
  return inertChecks.flatMap((check) => [...check(context)]).filter((found) => found !== pause)
}

/** `lintRules` in small steps, so that a caller with many rules can do something else in between. `patterns` remembers for the next set. */
export function* lintSteps(
  rules: RuleDocuments,
  configs: readonly unknown[],
  patterns?: LintedPatterns,
): Generator<undefined, LintFinding[]> {
  try {
    const context = readLintContext(rules, configs, patterns)
    const findings: LintFinding[] = []
    for (const check of checks) {
      yield
      for (const found of check(context)) {
        if (found === pause) yield
        else findings.push(found)
      }
    }
    return findings.toSorted((left, right) => left.severity.localeCompare(right.severity))
  } catch (error) {
    if (!(error instanceof RulesError)) throw error
    return error.faults.map((fault) => ({
      severity: 'error',
      code: 'invalid-rules',
      collection: fault.split(':')[0] ?? '',
      id: '-',
      reason: fault,
      suggestion: 'give every collection as a list of documents',
    }))
  }
}
