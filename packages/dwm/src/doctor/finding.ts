import { exitCodes } from '../exit-codes.ts'

/** What the doctor looks at; each part works when the others cannot be reached. */
export const parts = ['database', 'rules', 'eloqua', 'cluster'] as const

export type Part = (typeof parts)[number]

/** ok: as it should be. warning: it works, or could not be judged, and a person should know. broken: some stage will fail. */
export type Verdict = 'ok' | 'warning' | 'broken'

/** What one check found. Holds neither secrets nor contact data. */
export interface Finding {
  readonly part: Part
  readonly check: string
  readonly verdict: Verdict
  readonly fact: string
  /** What to do about it, where it is not ok. */
  readonly advice?: string
  /** Why it is broken, when that is a setting or something that cannot be reached. */
  readonly because?: 'settings' | 'unavailable'
}

/** What a check says of itself; which part it belongs to is known to who runs it. */
export type Judgment = Omit<Finding, 'part' | 'check'>

export function ok(fact: string): Judgment {
  return { verdict: 'ok', fact }
}

export function warning(fact: string, advice: string): Judgment {
  return { verdict: 'warning', fact, advice }
}

export function broken(fact: string, advice: string, because?: Finding['because']): Judgment {
  return { verdict: 'broken', fact, advice, ...(because && { because }) }
}

/**
 * 0 when nothing is broken; 1 when something is; 2 and 3 when all that is broken are settings, or cannot be reached.
 */
export function exitCodeOf(findings: readonly Finding[]): number {
  const reasons = findings.filter(({ verdict }) => verdict === 'broken').map(({ because }) => because)
  if (reasons.includes(undefined)) return exitCodes.findings
  if (reasons.includes('settings')) return exitCodes.input
  return reasons.length > 0 ? exitCodes.unavailable : exitCodes.done
}
