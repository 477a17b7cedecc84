import { clean } from '../../clean.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause, type Verdict } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'
import { type RuleText, ruleTexts } from '../rule-texts.ts'

/** Controls, zero-width spaces, byte order marks, soft hyphens, fillers, tags, and what turns the direction of writing. */
const invisible =
  '\\u0000-\\u0008\\u000E-\\u001B\\u007F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B\\u200E\\u200F' +
  '\\u202A-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\u{E0000}-\\u{E007F}'
/** Joiners have a meaning in other scripts and within emoji, none beside Latin letters. */
const uselessJoiners = '(?<=^|[\\p{Script=Latin}\\d ])[\\u200C\\u200D](?=$|[\\p{Script=Latin}\\d ])'
/** Blanks that look like one and are none. */
const oddBlanks = '\\t\\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000'

const hidden = new RegExp(`[${invisible}${oddBlanks}]|${uselessJoiners}`, 'u')
const blankLike = new RegExp(`[${oddBlanks}]`, 'gu')
const zeroWidth = new RegExp(`[${invisible}]|${uselessJoiners}`, 'gu')

/** Texts with characters that nobody sees: a value typed by hand has none of them. */
export function* invisibleCharacters({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule(Object.values(rules).flat(), function* (rule) {
    for (const text of ruleTexts(rule)) {
      const found = hidden.exec(seen(text))?.[0]
      if (found !== undefined) yield onRule(rule, verdict(text, found))
    }
  })
}

/** Odd blanks in what is compared with cleaned values are found by checks of their own. */
function seen({ role, text }: RuleText): string {
  return role === 'find' || role === 'part' ? text.replace(blankLike, ' ') : text
}

function verdict({ key, role, text }: RuleText, found: string): Verdict {
  const visible = text.replace(blankLike, ' ').replace(zeroWidth, '')
  const suggestion =
    role === 'pattern'
      ? `write ${JSON.stringify(escaped(text))} where it is meant, else ${JSON.stringify(visible)}`
      : `store it as ${JSON.stringify(role === 'find' ? clean(visible) : visible)}`
  const reason = `${key} holds ${nameOf(found)}, a character that nobody sees`
  return asWarning('invisible-character', reason, suggestion)
}

/** The same pattern, with escapes that Python's re knows. */
function escaped(pattern: string): string {
  const asEscape = (character: string) => {
    const hex = hexOf(character).toLowerCase()
    return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex}`
  }
  return pattern.replace(/\t/g, '\\t').replace(blankLike, asEscape).replace(zeroWidth, asEscape)
}

function nameOf(character: string): string {
  if (character === '\t') return 'a tab'
  if (character === '\u00A0') return 'a no-break space (U+00A0)'
  return `U+${hexOf(character)}`
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
