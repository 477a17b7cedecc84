import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Rules that write null, or something that is no text: later stages pass null over and fail at the rest. */
export function* nullResults({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule(Object.values(rules).flat(), function* (rule) {
    const key = rule.collection === 'deriveValue' ? 'value' : 'replace'
    const result = rule.body[key]
    if (result === undefined || typeof result === 'string' || rule.collection.endsWith('Regex')) return
    const kind = result === null ? 'null' : 'something that is no text'
    const reason = `${key} writes ${kind} into the field`
    yield onRule(rule, asWarning('null-result', reason, "use '' to blank a field"))
  })
}
