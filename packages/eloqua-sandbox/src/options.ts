import type { FieldChanges } from './catalog/change-fields.ts'
import type { FaultInput } from './faults/fault.ts'

/** A further login of the same company. */
export interface SandboxUser {
  readonly name: string
  readonly password: string
}

/** Options of a sandbox at its start; everything has a default. */
export interface SandboxOptions {
  /** default 127.0.0.1 */
  readonly host?: string
  /** default 0: any free port */
  readonly port?: number
  /** default `Sandbox` */
  readonly company?: string
  /** default `sandbox` */
  readonly user?: string
  /** default `sandbox` */
  readonly password?: string
  /** further logins, for what one user may not read of another */
  readonly users?: readonly SandboxUser[]
  /** OAuth client, default `sandbox` / `sandbox` */
  readonly oauthClient?: { readonly id: string; readonly secret: string }
  /** how many contacts to make up, default 2000; not used with `contactsFile` or `records` */
  readonly contacts?: number
  /** `.csv` or `.jsonl`; its header or keys are field keys such as `emailAddress` */
  readonly contactsFile?: string
  /** contacts by field key, `ContactID` optional */
  readonly records?: Iterable<Readonly<Record<string, string>>>
  /** contact fields, by key or internal name, that are missing, read-only, unique or of large text in this instance */
  readonly fields?: FieldChanges
  /** part of the contacts made up whose address holds capitals, 0 to 1 */
  readonly mixedCaseShare?: number
  /** same seed, same contacts and same faults; default 1 */
  readonly seed?: number
  /** as `NAME[=ARGS]` or as objects */
  readonly faults?: readonly (string | FaultInput)[]
  readonly exportList?: SandboxListOptions
  readonly processingList?: SandboxListOptions
  readonly customObject?: CustomObjectOptions
  /** how long a sync stays pending, default 20 ms of the sandbox's clock */
  readonly pendingMs?: number
  /** how long a sync stays active, default 50 ms of the sandbox's clock */
  readonly activeMs?: number
  /** `manual`: time moves by `POST /sandbox/clock` alone; default `real` */
  readonly clock?: 'real' | 'manual'
  /** where the clock starts, epoch milliseconds; default now */
  readonly startAt?: number
  /** where the ids of syncs and of definitions begin, default 1: elsewhere after a restart, so that none comes again */
  readonly firstId?: number
  /** new contacts are rejected past this many; default no limit */
  readonly maxContacts?: number
}

export interface SandboxListOptions {
  /** default 6050 for the export list, 6051 for the processing list */
  readonly id?: number
  /** default `DWM - Export Queue`, `DWM - Processing Queue` */
  readonly name?: string
  /** whether all contacts are on it at the start, default true */
  readonly filled?: boolean
}

export interface CustomObjectOptions {
  /** default 990 */
  readonly id?: number
  /** default `Contacts.Indicators` */
  readonly name?: string
  /** ids of the fields, default 18495, 18496 and 18500 */
  readonly fieldIds?: {
    readonly emailAddress?: number
    readonly dataStatus?: number
    readonly updatedTimestamp?: number
  }
  /** whether there is a record for each contact at the start, default true */
  readonly filled?: boolean
  /** part of the addresses that have two records, evenly spread, 0 to 1 */
  readonly secondRecordShare?: number
  /** `Data_Status` of the records at the start, default `PROCESSED` */
  readonly status?: string
  /** `Updated_Timestamp` of the records at the start: so many days old, by seed within the range; default 200 to 700 */
  readonly ageDays?: readonly [min: number, max: number]
  /** whether an import moves `Updated_Timestamp` to now, default true */
  readonly stampOnImport?: boolean
}
