import { PatternError } from '@dwmops/python-re'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns and replacements in the notation of JavaScript or POSIX, which means something else in Python's. */
export function* foreignPatterns({ rules, patternOf }: LintContext): Generator<LintFinding | typeof pause> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  yield* eachRule([...genericRegex, ...fieldSpecificRegex, ...normRegex, ...deriveRegex], function* (rule) {
    const { pattern, replace } = rule.body
    if (typeof pattern !== 'string') return
    const bare = bareOf(pattern)
    if (bare !== undefined) yield onRule(rule, slashes(bare))
    const python = pattern.replace(posixClass, (whole, name: string) => posixClasses[name] ?? whole)
    if (python !== pattern) yield onRule(rule, posix(python))
    const compiled = patternOf(rule)
    if (typeof replace !== 'string' || compiled === undefined || compiled instanceof PatternError) return
    const groups = groupsOf(replace, compiled.groupCount)
    if (groups !== replace) yield onRule(rule, dollars(replace, groups))
  })
}

/** The pattern between slashes, as JavaScript, Perl and sed write it; undefined for any other. */
function bareOf(pattern: string): string | undefined {
  return /^\/(.+)(?<!\\)\/[dgimsuvy]*$/s.exec(pattern)?.[1]?.replaceAll('\\/', '/')
}

function slashes(bare: string) {
  const reason = 'the slashes around the pattern, and what follows them, have to stand in the value'
  const suggestion = `write ${JSON.stringify(bare)}: patterns look at letters in any case anyhow`
  return asWarning('foreign-pattern', reason, suggestion)
}

const posixClass = /\[:(\w+):\]/g

const posixClasses: Readonly<Record<string, string>> = {
  alpha: 'A-Z',
  alnum: 'A-Z0-9',
  blank: ' ',
  digit: '\\d',
  lower: 'A-Z',
  punct: '!-/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9A-F',
}

function posix(python: string) {
  const reason = "classes such as [:alpha:] are none in Python's patterns: their letters are taken one by one"
  const suggestion = `write ${JSON.stringify(python)}, or \\w, which has letters of all languages`
  return asWarning('foreign-pattern', reason, suggestion)
}

/** `$1`, `${1}`, `$&` and `$<name>` where the pattern has such a group, and no amount of dollars is meant. */
function groupsOf(replace: string, groupCount: number): string {
  let isAmount = false
  const written = replace.replace(
    /\$(?:(\d{1,2})(?![,.]?\d)|\{(\d{1,2})\}|(&)|<(\w+)>)(?=(.*))/gs,
    (whole, ...found) => {
      const [digits, braced, all, name, rest = ''] = found.map((one) => one as string | undefined)
      if (all !== undefined) return '\\g<0>'
      if (name !== undefined) return `\\g<${name}>`
      const group = Number(digits ?? braced)
      if (group < 1 || group > groupCount || amount.test(rest)) isAmount = true
      return group === 0 || group > groupCount ? whole : /^\d/.test(rest) ? `\\g<${group}>` : `\\${group}`
    },
  )
  return isAmount ? replace : written
}

/** What follows a number of dollars: thousands, millions, or a word for them. */
const amount = /^\s?(?:k|m|mm|b|bn|mil|mio|mill|million|billion|thousand)\b/i

function dollars(replace: string, groups: string) {
  const reason = `${JSON.stringify(replace)} is written as it stands: groups are not written with $`
  const suggestion = `write ${JSON.stringify(groups)}`
  return asWarning('foreign-replacement', reason, suggestion)
}
