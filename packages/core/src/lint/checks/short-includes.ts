import { readTests } from '../../rules/includes.ts'
import type { StoredRule } from '../../rules/stored-rule.ts'
import { commonWords } from '../common-words.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'
import { itemsOf } from '../rule-texts.ts'

/** Longer items are parts of words on purpose. */
const shortItem = /^[A-Z]{2,3}$/

/** Short items of includes that are also a part of common words: an abbreviation is seldom meant there. */
export function* shortIncludes({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule([...rules.normIncludes, ...rules.deriveIncludes], function* (rule) {
    const tests = readTests(rule)
    if (typeof tests === 'string') return
    const items = itemsOf(tests.includes)
    const excludes = itemsOf(tests.excludes)
    for (const item of items) {
      if (!shortItem.test(item)) continue
      const words = commonWords.filter((word) => isWithin(item, word) && isPossible(word))
      if (words.length > 0) yield onRule(rule, verdict(rule, item, words))
    }
    /** A word that the rule's other tests let through. */
    function isPossible(word: string): boolean {
      return !excludes.some((other) => word.includes(other))
    }
  })
}

/** Three letters at the start of a word are its usual abbreviation. */
function isWithin(item: string, word: string): boolean {
  if (word === item) return false
  return item.length === 3 ? word.indexOf(item, 1) > 0 : word.includes(item)
}

const shownWords = 3

function verdict({ collection }: StoredRule, item: string, words: readonly string[]) {
  const places = words.slice(0, shownWords).join(', ')
  const kind = collection === 'normIncludes' ? 'normRegex' : 'deriveRegex'
  const reason = `${JSON.stringify(item)} is a part of text, so it also stands in ${places}`
  const suggestion = `for the word alone use a ${kind} with the pattern ${JSON.stringify(`.*\\b${item}\\b.*`)}, or exclude those`
  return asWarning('short-includes', reason, suggestion)
}
