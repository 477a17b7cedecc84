import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause, type Verdict } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'
import { type RuleText, ruleTexts } from '../rule-texts.ts'

/** Results and names of fields with blanks at their ends, and patterns that ask for one where no cleaned value has it. */
export function* outerBlanks({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule(Object.values(rules).flat(), function* (rule) {
    const { pattern } = rule.body
    for (const text of ruleTexts(rule)) {
      const trimmed = trim(text, typeof pattern === 'string' ? pattern : undefined)
      if (trimmed !== text.text) yield onRule(rule, verdict(text, trimmed))
    }
  })
}

/** The text without blanks that can only stand at the ends of a value. */
function trim({ role, text }: RuleText, pattern: string | undefined): string {
  if (role === 'field') return text.trim()
  if (role === 'pattern') return text.replace(/(?<!\\) +\$$/, '$')
  if (role !== 'result') return text
  // what takes a part of a value may have to keep it away from the next one
  const atStart = pattern === undefined || pattern.startsWith('^')
  const atEnd = pattern === undefined || /(?<!\\)\$$/.test(pattern)
  const begun = atStart ? text.trimStart() : text
  return atEnd ? begun.trimEnd() : begun
}

function verdict({ key, role, text }: RuleText, trimmed: string): Verdict {
  const reason =
    role === 'pattern'
      ? `${key} asks for a blank at the end, and no cleaned value has one`
      : `${key} ${JSON.stringify(text)} has blanks at its ends`
  return asWarning('outer-blank', reason, `store it as ${JSON.stringify(trimmed)}`)
}
