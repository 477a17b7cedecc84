import type { LintFinding } from '@dwmops/core'

/** A rule, or what else changes fields (`ruleId` is undefined for copies and functions). */
export interface RuleRef {
  readonly ruleType: string
  readonly ruleId: string | undefined
}

/** What a changed rule set would do. Samples hold values of contacts: for a person's eyes, never for a log. */
export interface Preview {
  /** Contacts that were washed by both sets. */
  readonly contacts: number
  /** Contacts that come out differently. */
  readonly changed: number
  /** Contacts that one of the sets cannot wash. */
  readonly failed: number
  /** There were more contacts than were looked at. */
  readonly capped: boolean
  readonly seconds: number
  /** Version of the present rules, as a snapshot names it. */
  readonly basis: string
  /** Differences by rule and field, most contacts first. */
  readonly groups: readonly PreviewGroup[]
  readonly byField: readonly { readonly field: string; readonly contacts: number }[]
  readonly conflicts: readonly PreviewConflict[]
  /** What lint says of the changed set and not of the present one. */
  readonly findings: readonly LintFinding[]
}

/** Contacts whose field comes out differently, by the rule that decides it: a `new` effect, or one that is `gone`. */
export interface PreviewGroup extends RuleRef {
  readonly effect: 'new' | 'gone'
  readonly field: string
  readonly contacts: number
  readonly samples: readonly PreviewSample[]
}

export interface PreviewSample {
  /** Item id, where the contact is still known to the queue. */
  readonly item: string | undefined
  readonly given: unknown
  /** As the present rules have it. */
  readonly present: unknown
  /** As the changed rules would have it. */
  readonly changed: unknown
}

/**
 * Rules of the changed set that work against each other. undone: within one wash, `second` reverts what `first` changed.
 * unstable: a second wash changes the field again, which it does not by the present rules.
 */
export interface PreviewConflict {
  readonly kind: 'undone' | 'unstable'
  readonly field: string
  readonly first: RuleRef
  readonly second: RuleRef
  readonly contacts: number
  readonly samples: readonly PreviewSample[]
}
