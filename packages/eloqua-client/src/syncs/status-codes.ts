/**
 * What a status code means for us.
 * - `progress`, `counter`: no judgment;
 * - `warning`: something was ignored, no row is lost;
 * - `reject`: rows did not go in; `harmless-reject`: listed among the rejects although the row went in;
 * - `temporary`: the same may well succeed later;
 * - `unprocessed`: staged data was not processed, whatever the status says: stage it anew, in smaller parts, as some of
 *   it may be the cause;
 * - `fatal`: definition or data is wrong, doing it again will not help.
 */
export type CodeMeaning =
  | 'progress'
  | 'counter'
  | 'warning'
  | 'reject'
  | 'harmless-reject'
  | 'temporary'
  | 'unprocessed'
  | 'fatal'

type Codes = Readonly<Record<string, { message: string; meaning: CodeMeaning }>>

/**
 * The codes of syncs with Oracle's words (its page "Eloqua status codes") and what they mean for us. ELQ-00040 and
 * ELQ-00071 are not on that page but are seen. Unknown codes are to be expected.
 */
export const statusCodes: Codes = {
  'ELQ-00001': { message: 'Total records processed.', meaning: 'counter' },
  'ELQ-00002': { message: 'Invalid email addresses.', meaning: 'reject' },
  'ELQ-00003': { message: 'Total records remaining after duplicates are rejected.', meaning: 'counter' },
  'ELQ-00004': { message: 'Contacts created.', meaning: 'counter' },
  'ELQ-00007': { message: 'CustomObject data created.', meaning: 'counter' },
  'ELQ-00011': { message: 'Duplicate email addresses.', meaning: 'reject' },
  'ELQ-00012': { message: 'CustomObject data updated.', meaning: 'counter' },
  'ELQ-00022': { message: 'Contacts updated.', meaning: 'counter' },
  'ELQ-00025': { message: 'CustomObject data linked.', meaning: 'counter' },
  'ELQ-00026': { message: 'Duplicate identifier.', meaning: 'reject' },
  'ELQ-00032': { message: 'Malformed records.', meaning: 'reject' },
  'ELQ-00034': { message: 'Total unmatched records.', meaning: 'reject' },
  'ELQ-00040': { message: 'Records with invalid fields.', meaning: 'harmless-reject' },
  'ELQ-00048': { message: 'Contact already exists.', meaning: 'reject' },
  'ELQ-00049': { message: 'Total new records.', meaning: 'counter' },
  'ELQ-00059': { message: 'Empty records.', meaning: 'reject' },
  'ELQ-00060': { message: 'Total rejected records.', meaning: 'reject' },
  'ELQ-00061': { message: 'Rejected records (missing fields).', meaning: 'reject' },
  'ELQ-00067': { message: 'CustomObject data deleted.', meaning: 'counter' },
  'ELQ-00071': { message: '', meaning: 'counter' },
  'ELQ-00085': { message: 'Contact does not exist.', meaning: 'reject' },
  'ELQ-00101': { message: 'Sync processed, resulting in its status.', meaning: 'progress' },
  'ELQ-00102': { message: 'Successfully exported members to csv file.', meaning: 'counter' },
  'ELQ-00103': { message: 'Membership snapshot for export.', meaning: 'progress' },
  'ELQ-00104': { message: 'Converted file.', meaning: 'progress' },
  'ELQ-00105': { message: 'Error processing staging file.', meaning: 'unprocessed' },
  'ELQ-00106': { message: 'Converted csv file to sqlite.', meaning: 'progress' },
  'ELQ-00107': { message: 'Error processing import staging file.', meaning: 'unprocessed' },
  'ELQ-00109': { message: 'Unable to convert file; stays locked, not processed.', meaning: 'unprocessed' },
  'ELQ-00110': { message: 'Trying to unlock file.', meaning: 'progress' },
  'ELQ-00111': {
    message: 'Field is not part of import definition, and will be ignored.',
    meaning: 'warning',
  },
  'ELQ-00112': { message: 'identifierFieldName must be within fields.', meaning: 'fatal' },
  'ELQ-00118': { message: 'Removed members from Contact List.', meaning: 'counter' },
  'ELQ-00119': { message: 'Added members to Contact List.', meaning: 'counter' },
  'ELQ-00120': { message: 'Updated members status in connector instance.', meaning: 'counter' },
  'ELQ-00121': {
    message: 'Field is part of import definition, but not included in file.',
    meaning: 'warning',
  },
  'ELQ-00122': { message: 'Validation errors found on sync; sync will NOT proceed.', meaning: 'fatal' },
  'ELQ-00123': { message: 'identifierField ignored, activities are never updated.', meaning: 'warning' },
  'ELQ-00124': { message: 'There was no data available to process.', meaning: 'progress' },
  'ELQ-00125': { message: 'Constraint failed.', meaning: 'reject' },
  'ELQ-00126': { message: 'No fields to process in the file.', meaning: 'fatal' },
  'ELQ-00127': { message: 'No mapped fields in the file.', meaning: 'fatal' },
  'ELQ-00128': { message: 'Updated members status in service instance.', meaning: 'counter' },
  'ELQ-00129': { message: 'Initialized internal staging.', meaning: 'progress' },
  'ELQ-00130': { message: 'Total records staged for import.', meaning: 'counter' },
  'ELQ-00131': { message: 'Deleted internal staging.', meaning: 'progress' },
  'ELQ-00133': { message: 'Unable to lock file.', meaning: 'temporary' },
  'ELQ-00134': { message: 'Successfully locked file.', meaning: 'progress' },
  'ELQ-00135': { message: 'Multiple matched record limit exceeded.', meaning: 'reject' },
  'ELQ-00136': { message: 'Staging area storage limit exceeded.', meaning: 'temporary' },
  'ELQ-00137': { message: 'Ready for data import processing.', meaning: 'progress' },
  'ELQ-00139': { message: 'Error processing staging for sync actions.', meaning: 'unprocessed' },
  'ELQ-00140': { message: 'Records staged for sync actions.', meaning: 'counter' },
  'ELQ-00141': { message: 'Error when exporting members to csv file.', meaning: 'temporary' },
  'ELQ-00142': { message: 'Error when exporting members to csv file. Retrying.', meaning: 'temporary' },
  'ELQ-00143': { message: 'Definition was deleted before the sync finished.', meaning: 'fatal' },
  'ELQ-00144': { message: 'Total records with rejected fields.', meaning: 'harmless-reject' },
  'ELQ-00145': { message: 'Request failed, will be retried automatically.', meaning: 'temporary' },
  'ELQ-00146': { message: 'Sync failed because of a temporary error.', meaning: 'temporary' },
}

/** What a code means; undefined for a code that the table lacks. */
export function meaningOf(code: string): CodeMeaning | undefined {
  return Object.hasOwn(statusCodes, code) ? statusCodes[code]?.meaning : undefined
}

/**
 * Whether a row among the rejects was lost. A harmless code stays harmless unless one of its invalid fields is unique
 * (the identifier); an unknown code counts as lost.
 */
export function classifyReject(
  code: string | undefined,
  {
    invalidFields = [],
    uniqueFields = [],
  }: { invalidFields?: readonly string[]; uniqueFields?: readonly string[] } = {},
): 'rejected' | 'harmless' {
  if (code === undefined || meaningOf(code) !== 'harmless-reject') return 'rejected'
  const unique = new Set(uniqueFields.map((field) => field.toLowerCase()))
  return invalidFields.some((field) => unique.has(field.toLowerCase())) ? 'rejected' : 'harmless'
}
