import { clean } from '../../clean.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause, type Verdict } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'
import { repairedTexts } from '../repaired-text.ts'
import { type RuleText, ruleTexts } from '../rule-texts.ts'

/** Texts that went through a wrong encoding, such as `Ã©` for `é`; but for rules that repair such values. */
export function* mojibake({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule(Object.values(rules).flat(), function* (rule) {
    const texts = ruleTexts(rule)
    const results = texts.filter(({ role }) => role === 'result').map(({ text }) => clean(text))
    for (const text of texts) {
      const readings = repairedTexts(text.text)
      const isRepair = text.role !== 'result' && results.some((result) => speaksOfOne(result, readings))
      if (readings.length > 0 && !isRepair) yield onRule(rule, verdict(text, readings))
    }
  })
}

/** True when the result has the letters that came out of a repair. */
function speaksOfOne(result: string, readings: readonly string[]): boolean {
  return readings.some((repaired) => {
    const letters = clean(repaired).match(/[^\0-\x7f]+/gu) ?? []
    return letters.every((letter) => result.includes(letter))
  })
}

function verdict({ key, role, text }: RuleText, readings: readonly string[]): Verdict {
  const reason = `${key} ${JSON.stringify(text)} was read in a wrong encoding`
  const isCompared = role === 'find' || role === 'part'
  const written = readings.map((repaired) => JSON.stringify(isCompared ? clean(repaired) : repaired))
  const choice = written.length > 1 ? ', whichever was meant' : ''
  return asWarning('mojibake', reason, `store it as ${written.join(' or ')}${choice}`)
}
