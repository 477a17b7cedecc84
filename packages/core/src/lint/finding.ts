import { ruleName, type StoredRule } from '../rules/stored-rule.ts'
import { type RuleSays, ruleInWords, ruleSays } from './rule-in-words.ts'

/** Something in the rules or configs that does not do what its author will expect. */
export interface LintFinding {
  /** error: it cannot work. warning: it works, but hardly as meant. */
  readonly severity: 'error' | 'warning'
  /** Stable name of what was found, such as `uncleaned-find`. */
  readonly code: string
  /** The rule's collection, or `config`. */
  readonly collection: string
  /** The document's `_id` as text (for a config its name), or `#N` with its position (from 0) when it has none. */
  readonly id: string
  readonly reason: string
  readonly suggestion: string
  /** What the rule says, by which people know it; undefined for a config and for a set as a whole. */
  readonly rule?: RuleSays
}

/** What a long check gives between two rules: its caller may do something else before it goes on. */
export const pause = Symbol('pause')

/** What a check finds; where it stands is reported by the rule. */
export type Verdict = Pick<LintFinding, 'severity' | 'code' | 'reason' | 'suggestion'>

/** It works, but hardly as meant. */
export function asWarning(code: string, reason: string, suggestion: string): Verdict {
  return { severity: 'warning', code, reason, suggestion }
}

/** It cannot work. */
export function asError(code: string, reason: string, suggestion: string): Verdict {
  return { severity: 'error', code, reason, suggestion }
}

/** A verdict on a config, by its name. */
export function onConfig(id: string, verdict: Verdict): LintFinding {
  return { ...verdict, collection: 'config', id }
}

/** A verdict on a rule. */
export function onRule(rule: StoredRule, verdict: Verdict): LintFinding {
  return { ...verdict, collection: rule.collection, id: ruleName(rule), rule: ruleSays(rule.body) }
}

/** A rule as findings on another rule name it. */
export function inWords(rule: StoredRule | undefined): string {
  if (rule === undefined) return 'a rule'
  return `${rule.collection} ${ruleName(rule)} (${ruleInWords(rule.body)})`
}

/** The verdict on a rule that an earlier one leaves nothing to do. */
export function shadowed(code: string, earlier: StoredRule, why: string): Verdict {
  const reason = `never works: ${inWords(earlier)} stands before it and ${why}`
  return asError(code, reason, 'put it before that rule, or delete it')
}
