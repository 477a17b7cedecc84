import type { RuleSet } from './rule-collections.ts'
import type { RuleSetDiff } from './rule-set-diff.ts'

/** A published version of the rules. */
export interface RuleVersion {
  readonly version: number
  readonly publishedAt: Date
  readonly who: string
  readonly note: string
  /** SHA-256 of the content. */
  readonly hash: string
  /** Rule documents in it. */
  readonly rules: number
  readonly configs: number
  readonly current: boolean
}

export interface PublishOptions {
  /** Who does it, in words that will be read later. */
  readonly who: string
  readonly note?: string
  /** Reports what would change and writes nothing. */
  readonly dryRun?: boolean
  /** Judges the set before anything is written; problems of level `error` refuse it. */
  readonly validate?: (set: RuleSet) => readonly RuleProblem[]
}

/** Something wrong with a rule or config. */
export interface RuleProblem {
  readonly level: 'error' | 'warning'
  readonly collection: string
  readonly id?: string
  readonly reason: string
}

export interface PublishReport {
  /** The new version; undefined for a dry run, or when the content is the current one already. */
  readonly version: number | undefined
  readonly diff: RuleSetDiff
  readonly problems: readonly RuleProblem[]
}
