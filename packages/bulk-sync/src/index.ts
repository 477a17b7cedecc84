export { claimingQueue } from './claiming-queue.ts'
export { connectStage, type EloquaContext, type EloquaSettings } from './connect-stage.ts'
export { contactEntry } from './contact-entry.ts'
export { endImports } from './end-imports.ts'
export { goneCode } from './gone-contacts.ts'
export { importFromQueue } from './import-from-queue.ts'
export {
  type BatchTally,
  type HaltReason,
  type ImportEnd,
  type ImportGroup,
  type ImportOrder,
  importRecords,
  type SplitBudget,
  splitBudget,
} from './import-records.ts'
export { definitionLifetime, indicatorImport, indicatorKeys, indicatorRow } from './indicator-import.ts'
export { findIndicatorObject, type IndicatorObject, processAgain, processed } from './indicator-object.ts'
export { basicOf, credentialsOf, type LoginSettings } from './login/credentials.ts'
export { MissingColumns } from './missing-columns.ts'
export { namedBy } from './named-by.ts'
export type { ImportedFromQueue, ImportPlanner, QueueImport } from './queue-import.ts'
export type { ImportRecord, ImportVerdict, RecordResult } from './record-results.ts'
export { reportSync } from './report-sync.ts'
export type { ResumedSyncs } from './resume-syncs.ts'
export { type PlannedSync, SyncJournal } from './sync-journal.ts'
export { type EndedOutcome, isGood, type ResumedOutcome, type SyncOutcome } from './sync-outcome.ts'
export { SyncPostponedError } from './sync-postponed-error.ts'
export { UnusableExportError } from './unusable-export-error.ts'
export { type ContactWriting, contactPlanner, type SupersededFields } from './writing/contact-planner.ts'
export type { ContactWrite } from './writing/contact-write.ts'
