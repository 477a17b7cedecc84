import { RuleFailure } from '../rules/rule-failure.ts'
import type { WashFailure } from './wash-result.ts'

/** What a throw in the middle of a record means for it; no message of an unknown error, which could hold a value. */
export function failureOfThrown(error: unknown): Pick<WashFailure, 'code' | 'rule' | 'reason'> {
  if (error instanceof RuleFailure) {
    return { code: error.code, rule: error.rule.collection, reason: error.message }
  }
  return { code: 'ENGINE_FAULT', rule: undefined, reason: `a fault of the engine: ${nameAndPlace(error)}` }
}

/** What was thrown and where, such as `TypeError at value-table.ts:12`; no message, which could hold a value. */
export function nameAndPlace(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const place = /\n {4}at .*?([\w-]+\.[cm]?[jt]s:\d+)/.exec(error.stack ?? '')?.[1]
  return place === undefined ? error.name : `${error.name} at ${place}`
}
