export { connectStage, type EloquaContext, type EloquaSettings } from './connect-stage.ts'
export { contactEntry } from './export/contact-entry.ts'
export { MissingColumns } from './export/missing-columns.ts'
export { UnusableExportError } from './export/unusable-export-error.ts'
export { isUselessExport, type UselessExport, whyUseless } from './export/useless-export.ts'
export { mayHaveStarted } from './import/claims/adopted-claim.ts'
export { claimingQueue } from './import/claims/claiming-queue.ts'
export { type ClaimEnd, type ClaimImport, importClaim } from './import/claims/import-claim.ts'
export { endImports } from './import/end-imports.ts'
export { importFromQueue } from './import/import-from-queue.ts'
export type { ImportPlanner } from './import/import-planner.ts'
export {
  type BatchTally,
  type HaltReason,
  type ImportEnd,
  type ImportGroup,
  type ImportOrder,
  importRecords,
  type SplitBudget,
  splitBudget,
} from './import/import-records.ts'
export type { ImportedFromQueue, QueueImport } from './import/queue-import.ts'
export type { ImportRecord, ImportVerdict, RecordResult } from './import/results/record-results.ts'
export { isRefusal, type Refusal } from './import/results/refused-imports.ts'
export {
  definitionLifetime,
  indicatorImport,
  indicatorKeys,
  indicatorRow,
} from './indicators/indicator-import.ts'
export {
  findIndicatorObject,
  type IndicatorObject,
  processed,
} from './indicators/indicator-object.ts'
export { basicOf, credentialsOf, type LoginSettings } from './login/credentials.ts'
export { namedBy } from './named-by.ts'
export { reportSync } from './syncs/report-sync.ts'
export type { ResumedSyncs } from './syncs/resume-syncs.ts'
export { type PlannedSync, SyncJournal } from './syncs/sync-journal.ts'
export { type EndedOutcome, isGood, type ResumedOutcome, type SyncOutcome } from './syncs/sync-outcome.ts'
export { SyncPostponedError } from './syncs/sync-postponed-error.ts'
export { type ContactWriting, contactPlanner, type SupersededFields } from './writing/contact-planner.ts'
export type { ContactWrite } from './writing/contact-write.ts'
