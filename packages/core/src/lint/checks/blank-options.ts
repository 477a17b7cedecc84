import type { DeriveStepConfig } from '../../config/read-field.ts'
import type { LintFinding } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Steps on which blankIfNoMatch does more, or less, than it seems to say. */
export function* blankOptions({ configs }: LintContext): Generator<LintFinding> {
  for (const { name: id, fields } of configs) {
    for (const { name, derive } of fields) {
      for (const [position, step] of derive.entries()) {
        const verdict = judge(step)
        if (verdict === undefined) continue
        const { code, problem, suggestion } = verdict
        const reason = `fields.${name}.derive, step ${position + 1} (${step.type}): ${problem}`
        yield { severity: 'warning', code, collection: 'config', id, reason, suggestion }
      }
    }
  }
}

function judge({ type, overwrite, blankIfNoMatch }: DeriveStepConfig) {
  if (!blankIfNoMatch) return undefined
  if (type === 'copyValue') {
    return {
      code: 'ignored-option',
      problem: 'blankIfNoMatch means nothing to copyValue',
      suggestion: 'drop the option',
    }
  }
  if (overwrite || type === 'deriveRegex') return undefined
  return {
    code: 'blank-without-overwrite',
    problem: 'without overwrite it keeps a value when a rule matches, and deletes it when none does',
    suggestion: 'add overwrite, or drop blankIfNoMatch',
  }
}
