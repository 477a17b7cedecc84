import type { DeadLetterCountSchema, LintFindingAnswer as LintFinding, Sync } from '@dwmops/api/schemas'
import type { Static } from 'typebox'

/** What the API answers with: the types of its own schemas, and the shape of its lists. */
export type {
  AuditEntry,
  Claim,
  ContactFields,
  Counted,
  DeadLetter,
  DeadLetterBound,
  Depths,
  Effect,
  Field,
  FieldValue,
  Fights,
  IdleRules,
  Operations,
  Overview,
  PackListed,
  PackPlan,
  Preview,
  Problem,
  Queue,
  Rule,
  RuleChanged,
  RuleComment,
  RuleExample,
  RuleHits,
  RuleSetDiff,
  RuleTrial,
  RuleVersion,
  Run,
  Session,
  Sheet,
  SheetPlan,
  StageDay,
  Timeline,
  Trace,
  TrialContacts,
  Uncovered,
  UndoPlan,
  UndoRequest,
  UndoRun,
} from '@dwmops/api/schemas'
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
