import { LintedPatterns, type LintFinding, lintSteps } from '@dwmops/core'
import { exampleFindings, inSlices, type RuleSet } from '@dwmops/rule-store'

/** What lint says of a changed set and not of the present one, and which examples of it fail; in slices, as it takes long for many rules. */
export async function newFindings(present: RuleSet, next: RuleSet): Promise<LintFinding[]> {
  const patterns = new LintedPatterns()
  const known = new Set((await inSlices(lintSteps(present.rules, present.configs, patterns))).map(nameOf))
  const found = await inSlices(lintSteps(next.rules, next.configs, patterns))
  return [...exampleFindings(next), ...found.filter((finding) => !known.has(nameOf(finding)))]
}

function nameOf({ severity, code, collection, id, reason }: LintFinding): string {
  return [severity, code, collection, id, reason].join('\n')
}
