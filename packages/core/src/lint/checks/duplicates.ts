import { byCodePoint } from '../../code-point-order.ts'
import { equalTexts, isDocument, type StoredRule } from '../../rules/stored-rule.ts'
import { sameValue } from '../../wash/same-value.ts'
import { eachRule } from '../each-rule.ts'
import { asError, asWarning, inWords, type LintFinding, onRule, pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Rules that ask the same as an earlier one, which always answers first. */
export function* duplicates({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  for (const collection of Object.values(rules)) {
    const firsts = new Map<string, StoredRule>()
    yield* eachRule(collection, function* (rule) {
      yield pause
      const questions = questionsOf(rule)
      const [first] = questions.map((question) => firsts.get(question))
      const isDead = questions.every((question) => firsts.has(question))
      if (first !== undefined && isDead) yield onRule(rule, verdict(rule, first))
      for (const question of questions) if (!firsts.has(question)) firsts.set(question, rule)
    })
  }
}

function verdict(rule: StoredRule, first: StoredRule) {
  if (sameValue(answerOf(rule), answerOf(first))) {
    return asWarning('duplicate-rule', `says the same as ${inWords(first)}`, 'delete one of the two')
  }
  const reason = `never works: ${inWords(first)} asks the same, stands before it and gives something else`
  return asError('contradicting-rule', reason, 'decide between the two and delete the other')
}

function answerOf({ body }: StoredRule): unknown {
  return body['value'] === undefined ? (body['replace'] ?? '') : body['value']
}

const questionKeys = ['find', 'pattern', 'includes', 'excludes', 'begins', 'ends'] as const

/** What a rule asks, each a text, with all of which it may be found; none for malformed rules. */
function questionsOf(rule: StoredRule): string[] {
  const fields = rule.body['fieldName'] === undefined ? [undefined] : equalTexts(rule.body['fieldName'])
  const finds = rule.body['find'] === undefined ? [undefined] : equalTexts(rule.body['find'])
  return fields.flatMap((fieldName) =>
    finds.flatMap((find) => questionOf({ ...rule.body, fieldName, find }) ?? []),
  )
}

function questionOf(body: StoredRule['body']): string | undefined {
  const asked = questionKeys.map((key) => body[key])
  const lookup = isDocument(body['lookupVals'])
    ? Object.entries(body['lookupVals']).toSorted(([left], [right]) => byCodePoint(left, right))
    : undefined
  if (lookup === undefined && asked.every((part) => part === undefined)) return undefined
  return JSON.stringify([body['fieldName'], body['deriveFieldName'], ...asked, lookup])
}
