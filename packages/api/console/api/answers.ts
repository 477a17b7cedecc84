import type { Static } from 'typebox'
import type { DeadLetterCountSchema } from '../../src/schemas/dead-letter.ts'
import type { LintFindingAnswer as LintFinding } from '../../src/schemas/lint-finding.ts'
import type { Sync } from '../../src/schemas/sync.ts'

/** What the API answers with: the types of its own schemas, and the shape of its lists. */
export type { Fights, IdleRules, RuleHits, Uncovered } from '../../src/schemas/analytics.ts'
export type { AuditEntry } from '../../src/schemas/audit.ts'
export type { DeadLetter } from '../../src/schemas/dead-letter.ts'
export type { Field, FieldValue } from '../../src/schemas/field.ts'
export type { Depths, Overview } from '../../src/schemas/overview.ts'
export type { Counted } from '../../src/schemas/parts.ts'
export type { Effect, Preview, PreviewRequest } from '../../src/schemas/preview.ts'
export type { Problem } from '../../src/schemas/problem.ts'
export type { Claim, Queue } from '../../src/schemas/queue.ts'
export type { Rule, RuleChanged, RuleSetDiff, RuleVersion } from '../../src/schemas/rule.ts'
export type { Run } from '../../src/schemas/run.ts'
export type { Session } from '../../src/schemas/session.ts'
export type { Timeline } from '../../src/schemas/timeline.ts'
export type { UndoPlan, UndoRequest, UndoRun } from '../../src/schemas/undo.ts'
export type { LintFinding, Sync }

/** The content of a rule. */
export type RuleDocument = Readonly<Record<string, unknown>>

/** A rule as records of its work name it: some work no rule did, and some ids are forgotten. */
export interface RuleRef {
  readonly ruleType: string
  readonly ruleId?: string
}

export type DeadLetterGroup = Static<typeof DeadLetterCountSchema>

/** A page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

export interface TriedValue {
  readonly value: string
  readonly after: string | null
  readonly hit: boolean
}
