import type { DeriveStepConfig } from '../../config/read-field.ts'
import { asWarning, type LintFinding, onConfig, type Verdict } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Steps on which blankIfNoMatch does more, or less, than it seems to say. */
export function* blankOptions({ configs }: LintContext): Generator<LintFinding> {
  for (const { name: id, fields } of configs) {
    for (const { name, derive } of fields) {
      for (const [position, step] of derive.entries()) {
        const verdict = judge(step, `fields.${name}.derive, step ${position + 1} (${step.type})`)
        if (verdict !== undefined) yield onConfig(id, verdict)
      }
    }
  }
}

function judge({ type, overwrite, blankIfNoMatch }: DeriveStepConfig, place: string): Verdict | undefined {
  if (!blankIfNoMatch) return undefined
  if (type === 'copyValue') {
    return asWarning(
      'ignored-option',
      `${place}: blankIfNoMatch means nothing to copyValue`,
      'drop the option',
    )
  }
  if (overwrite || type === 'deriveRegex') return undefined
  const reason = `${place}: without overwrite it keeps a value when a rule matches, and deletes it when none does`
  return asWarning('blank-without-overwrite', reason, 'add overwrite, or drop blankIfNoMatch')
}
