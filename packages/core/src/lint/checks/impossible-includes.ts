import { clean } from '../../clean.ts'
import { type IncludesTests, readTests } from '../../rules/includes.ts'
import { eachRule } from '../each-rule.ts'
import { asError, asWarning, type LintFinding, onRule, type pause, type Verdict } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Includes rules that no cleaned value can pass, and items that hardly say what was meant. */
export function* impossibleIncludes({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule([...rules.normIncludes, ...rules.deriveIncludes], function* (rule) {
    const tests = readTests(rule)
    if (typeof tests === 'string') return
    const verdict = impossible(tests) ?? spaced(tests) ?? idle(tests)
    if (verdict !== undefined) yield onRule(rule, verdict)
  })
}

function impossible({ includes, excludes, begins, ends }: IncludesTests): Verdict | undefined {
  const wanted = [...includes.split(','), begins, ends].filter((item) => item !== '')
  const unwanted = excludes === '' ? [] : excludes.split(',')
  if (wanted.length === 0 && unwanted.length === 0) return dead('all four tests are blank', 'give it a test')
  if (unwanted.includes('')) {
    return dead('excludes has an empty item, which every value contains', 'drop the comma too many')
  }
  const unclean = wanted.find((item) => !standsInCleanText(item))
  if (unclean !== undefined) {
    return dead(`${JSON.stringify(unclean)} stands in no cleaned value`, inCleanForm)
  }
  if (begins.startsWith(' ')) return dead('no cleaned value begins with a space', 'drop the space')
  if (ends.endsWith(' ')) return dead('no cleaned value ends with a space', 'drop the space')
  const wantedText = wanted.join('\n')
  const clash = unwanted.find((item) => wantedText.includes(item))
  if (clash === undefined) return undefined
  const reason = `${JSON.stringify(clash)} is excluded, but stands in what the rule wants`
  return dead(reason, 'drop one of the two')
}

function dead(reason: string, suggestion: string): Verdict {
  return asError('impossible-includes', reason, suggestion)
}

const inCleanForm = 'write it upper-case, with single spaces'

function standsInCleanText(item: string): boolean {
  const within = `.${item}.`
  return clean(within) === within
}

function spaced({ includes, excludes }: IncludesTests): Verdict | undefined {
  const item = [...includes.split(',').slice(1), ...excludes.split(',').slice(1)].find((text) =>
    /^ \S/.test(text),
  )
  if (item === undefined) return undefined
  const reason = `the item ${JSON.stringify(item)} begins with a space: lists are split at commas, not trimmed`
  return asWarning('spaced-item', reason, 'drop the space unless a word must begin there')
}

function idle({ excludes }: IncludesTests): Verdict | undefined {
  const item = excludes.split(',').find((text) => !standsInCleanText(text))
  if (item === undefined) return undefined
  const reason = `${JSON.stringify(item)} excludes nothing: it stands in no cleaned value`
  return asWarning('idle-exclude', reason, inCleanForm)
}
