import type {
  Definition,
  ExportDefinition,
  ImportDefinition,
  SyncActionDefinition,
} from './definitions/definitions.ts'
import type { CallOptions, ContactList, CustomObject, FieldSet } from './metadata/metadata.ts'
import type { SyncVerdict } from './syncs/classify.ts'
import type { EndedSync, Reject, Sync, SyncLog } from './syncs/sync-types.ts'

/** A row: key of the definition's `fields` -> value. */
export type Row = Readonly<Record<string, string>>

/** Rows to upload. What can be walked again (an array, a function) can be sent again from the start after a lost answer. */
export type RowSource = Iterable<Row> | AsyncIterable<Row> | (() => Iterable<Row> | AsyncIterable<Row>)

export type UploadOptions = CallOptions & {
  /** rows a POST, default 20,000 */
  maxRows?: number
  /** bytes a POST, default 30,000,000; Eloqua takes less than 32 MB */
  maxBytes?: number
}

/** What was staged. `restarts`: how often all was deleted and sent again after a lost answer. */
export type UploadResult = { posts: number; rows: number; bytes: number; restarts: number }

export type WaitOptions = CallOptions & {
  /** default 2,000 */
  firstPollMs?: number
  /** default 30,000 */
  maxPollMs?: number
  /** after each look that finds it unfinished */
  onPoll?: (sync: Sync, waitedMs: number) => void
  /** a status that this client does not know; taken as not finished. Called once for each new spelling. */
  onUnknownStatus?: (status: string, syncUri: string) => void
}

export type FindSyncOptions = CallOptions & {
  /** epoch milliseconds: nothing older than this (less ten minutes for clocks) needs to be looked at */
  since?: number
  /** pages of 1,000 at most, default 20 */
  maxPages?: number
}

/**
 * The Bulk API 2.0 of one Eloqua instance. All methods throw EloquaAuthError, EloquaTimeoutError,
 * EloquaUnavailableError, EloquaHttpError and its children, or the signal's reason when aborted.
 */
export type Eloqua = {
  readonly site: { id: string; name: string }
  readonly user: { id: string; username: string }
  /** where the Bulk API is now, ends in `/`; changes when the instance moves pods */
  baseUrl(): string
  /** The `Authorization` header of this moment, for calls that this client does not know. A secret. */
  authorization(options?: CallOptions): Promise<string>
  lists: {
    /** By id when it is all digits, else by exact name. Throws EloquaUnknownNameError or EloquaAmbiguousNameError. */
    find(idOrName: string, options?: CallOptions): Promise<ContactList>
    all(options?: CallOptions): Promise<ContactList[]>
  }
  /** Fields of contacts. */
  fields(options?: CallOptions): Promise<FieldSet>
  /** Characters that the text fields of contacts take, by internal name; undefined where this user may not know. */
  textLengths(options?: CallOptions): Promise<ReadonlyMap<string, number> | undefined>
  customObjects: {
    /** By id when it is all digits, else by exact name. Throws EloquaUnknownNameError or EloquaAmbiguousNameError. */
    find(idOrName: string, options?: CallOptions): Promise<CustomObject>
  }
  exports: { create(definition: ExportDefinition, options?: CallOptions): Promise<Definition> }
  imports: { create(definition: ImportDefinition, options?: CallOptions): Promise<Definition> }
  syncActions: { create(definition: SyncActionDefinition, options?: CallOptions): Promise<Definition> }
  /** Deletes a definition; one that is gone already is fine. Never before its data is read (ELQ-00143). */
  deleteDefinition(definitionUri: string, options?: CallOptions): Promise<void>
  /** Stages rows for the next sync of an import or sync-action definition, in as many POSTs as the bounds ask for. */
  uploadRows(definitionUri: string, rows: RowSource, options?: UploadOptions): Promise<UploadResult>
  /** Deletes what is staged and not yet synced. */
  deleteRows(definitionUri: string, options?: CallOptions): Promise<void>
  syncs: {
    /** Starts a sync. Sent once: a lost answer throws EloquaUnknownOutcomeError, see findByDefinition. */
    start(definitionUri: string, options?: CallOptions): Promise<Sync>
    get(syncUri: string, options?: CallOptions): Promise<Sync>
    /** All syncs of a definition, newest first as Eloqua lists them; empty when there is none. */
    findByDefinition(definitionUri: string, options?: FindSyncOptions): Promise<Sync[]>
    /** Polls, ever more slowly, until the sync has ended, well or not. */
    waitForEnd(syncUri: string, options?: WaitOptions): Promise<EndedSync>
    /** Reads the logs of an ended sync and judges them; one without logs is to be done again, whatever its status. */
    judge(sync: EndedSync, options?: CallOptions): Promise<SyncVerdict>
    /** waitForEnd and judge; throws EloquaSyncFailedError when the verdict is `temporary` or `failed`. */
    waitForGood(syncUri: string, options?: WaitOptions): Promise<{ sync: EndedSync; verdict: SyncVerdict }>
    /** Rows of an ended export sync as a stream; a broken connection is resumed where it broke. pageSize 1..50,000. */
    data(syncUri: string, options?: CallOptions & { pageSize?: number }): AsyncIterable<Row>
    logs(syncUri: string, options?: CallOptions): Promise<SyncLog[]>
    /** Rejected rows. `uniqueFields`: keys whose invalid value keeps a row out even with a harmless code (the identifier). */
    rejects(
      syncUri: string,
      options?: CallOptions & { uniqueFields?: readonly string[] },
    ): AsyncIterable<Reject>
  }
}
