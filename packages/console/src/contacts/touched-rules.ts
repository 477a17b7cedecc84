import type { RuleRef, Timeline } from '../api/answers.ts'

/** A rule that changed a contact. */
export interface TouchedRule extends RuleRef {
  readonly fields: readonly string[]
  readonly washes: number
}

/** Each rule that changed a contact, with the fields and how often; the latest first. */
export function touchedRules(washes: Timeline['washes']): TouchedRule[] {
  const found = new Map<string, { rule: RuleRef; fields: Set<string>; washes: Set<string> }>()
  for (const { id, changes } of washes)
    for (const { ruleType, ruleId, field } of changes) {
      const name = `${ruleType} ${ruleId ?? ''}`
      const known = found.get(name) ?? {
        rule: { ruleType, ...(ruleId !== undefined && { ruleId }) },
        fields: new Set(),
        washes: new Set(),
      }
      known.fields.add(field)
      known.washes.add(id)
      found.set(name, known)
    }
  return [...found.values()].map(({ rule, fields, washes: times }) => {
    return { ...rule, fields: [...fields], washes: times.size }
  })
}
