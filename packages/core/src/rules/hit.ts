import type { StoredRule } from './stored-rule.ts'

/** What a rule makes of a value. */
export interface Hit {
  readonly to: unknown
  readonly using: Readonly<Record<string, unknown>> | undefined
  readonly pattern: string | undefined
  readonly ruleId: unknown
  readonly ruleIndex: number | undefined
}

/** The rules of one type for one field, ready to be asked. */
export interface TextRules {
  /** The first rule's answer, in insertion order; `cleaned` is never null, and '' only for derived sources. */
  find(cleaned: string): Hit | undefined
}

/** Rules in insertion order. */
export interface RuleList extends TextRules {
  readonly size: number
}

/** A hit of a rule that always gives the same value. */
export function fixedHit(rule: StoredRule, to: unknown, using?: Readonly<Record<string, unknown>>): Hit {
  return { to, using, pattern: undefined, ruleId: rule.id, ruleIndex: rule.index }
}
