import { clean } from '../../clean.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause, type Verdict } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'
import { repairedText } from '../repaired-text.ts'
import { type RuleText, ruleTexts } from '../rule-texts.ts'

/** Texts that went through a wrong encoding, such as `Ã©` for `é`; but for rules that repair such values. */
export function* mojibake({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule(Object.values(rules).flat(), function* (rule) {
    const texts = ruleTexts(rule)
    const results = texts.filter(({ role }) => role === 'result').map(({ text }) => clean(text))
    for (const text of texts) {
      const repaired = repairedText(text.text)
      if (repaired === undefined) continue
      const isRepair = text.role !== 'result' && results.some((result) => speaksOf(result, repaired))
      if (!isRepair) yield onRule(rule, verdict(text, repaired))
    }
  })
}

/** True when the result has the letters that came out of the repair. */
function speaksOf(result: string, repaired: string): boolean {
  const letters = clean(repaired).match(/[^\0-\x7f]+/gu) ?? []
  return letters.every((letter) => result.includes(letter))
}

function verdict({ key, role, text }: RuleText, repaired: string): Verdict {
  const reason = `${key} ${JSON.stringify(text)} was read in a wrong encoding`
  const written = role === 'find' || role === 'part' ? clean(repaired) : repaired
  return asWarning('mojibake', reason, `store it as ${JSON.stringify(written)}`)
}
