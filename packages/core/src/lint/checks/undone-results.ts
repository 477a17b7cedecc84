import { compileTemplate, PatternError } from '@dwmops/python-re'
import { constantResult } from '../../rules/patterns/constant-result.ts'
import { lookupTypes } from '../../rules/rule-documents.ts'
import { equalTexts, ruleName, type StoredRule } from '../../rules/stored-rule.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, inWords, type LintFinding, onRule, pause } from '../finding.ts'
import { firstRewrite, type Rewrite, typesByField } from '../first-rewrite.ts'
import type { LintContext } from '../lint-context.ts'

/** Rules whose result another rule rewrites, in the same wash or in the next one. */
export function* undoneResults(context: LintContext): Generator<LintFinding | typeof pause> {
  yield* eachRule(Object.values(context.rules).flat(), function* (rule) {
    yield pause
    const result = rule.collection.endsWith('Regex') ? rewrittenAll(context, rule) : fixedResult(rule)
    if (result === undefined) return
    const undoing = undoingRule(context, rule, result)
    if (undoing !== undefined) yield onRule(rule, verdict(result, undoing, context))
  })
}

function fixedResult({ collection, body }: StoredRule): string | undefined {
  const result = collection === 'deriveValue' ? body['value'] : body['replace']
  return typeof result === 'string' && result !== '' ? result : undefined
}

/** The text that a pattern rule always gives, if it takes all of a value and puts no group into it. */
function rewrittenAll({ patternOf }: LintContext, rule: StoredRule): string | undefined {
  const pattern = patternOf(rule)
  const { replace } = rule.body
  if (pattern === undefined || pattern instanceof PatternError || typeof replace !== 'string')
    return undefined
  return constantResult(pattern, compileTemplate(replace, pattern)) || undefined
}

function undoingRule({ configs, book }: LintContext, rule: StoredRule, result: string): Rewrite | undefined {
  const isGeneric = rule.collection === 'genericLookup'
  for (const field of isGeneric ? ['any field'] : equalTexts(rule.body['fieldName'])) {
    const lists = isGeneric
      ? [lookupTypes.filter((type) => type.startsWith('generic'))]
      : configs.flatMap((config) => typesByField(config, field))
    for (const types of lists) {
      const rewrite = firstRewrite(book, types, field, result)
      if (rewrite !== undefined) return rewrite
    }
  }
  return undefined
}

function verdict(result: string, undoing: Rewrite, { rules }: LintContext) {
  const by = inWords(rules[undoing.collection][undoing.index])
  const reason = `its result ${JSON.stringify(result)} is rewritten to ${JSON.stringify(undoing.to)} by ${by}`
  const suggestion = `give the final value at once, or change ${undoing.collection} ${ruleName(undoing)}`
  return asWarning('undone-result', reason, suggestion)
}
