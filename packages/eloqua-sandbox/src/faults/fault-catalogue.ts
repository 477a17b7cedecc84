/** How long a fault lasts when nobody says: an event happens once, a manner stays. */
type Lasting = 'once' | 'ever'

interface FaultDescription {
  readonly lasting: Lasting
  /** name of the argument that may stand without its name, as in `http-error=503` */
  readonly main?: string
  /** arguments with their defaults; all are texts */
  readonly args: Readonly<Record<string, string>>
  /** what an argument may be, where not any text; where its default is a number, a number it must be */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  readonly does: string
}

const kinds = ['export', 'import', 'action']

function fault<const Description extends FaultDescription>(description: Description): FaultDescription {
  return description
}

/** Every fault by name. `times`, `skip`, `method` and `path` go with all of them. */
export const faultCatalogue = {
  // answers
  'http-error': fault({
    lasting: 'once',
    main: 'status',
    args: { status: '503', when: 'before', retryAfter: '' },
    choices: { when: ['before', 'after'] },
    does: 'answers `status`; `when=after` does so after the work was done; `retryAfter` sends that header',
  }),
  'drop-answer': fault({
    lasting: 'once',
    args: {},
    does: 'does the work, then closes the connection without an answer',
  }),
  'reset-body': fault({
    lasting: 'once',
    main: 'atByte',
    args: { atByte: '' },
    does: 'resets the connection in the middle of the answer, or after `atByte` bytes',
  }),
  'slow-bytes': fault({
    lasting: 'once',
    main: 'bytesPerSecond',
    args: { bytesPerSecond: '2000' },
    does: 'sends the answer at `bytesPerSecond`',
  }),
  'slow-answer': fault({
    lasting: 'once',
    main: 'ms',
    args: { ms: '1000' },
    does: 'waits `ms` before it does the work',
  }),
  'items-omitted': fault({ lasting: 'ever', args: {}, does: 'leaves `items` out of an empty collection' }),
  // logins
  'not-authenticated': fault({
    lasting: 'once',
    args: {},
    does: '`/id` answers 200 "Not authenticated." to right credentials',
  }),
  'pod-move': fault({
    lasting: 'once',
    main: 'base',
    args: { base: 'new' },
    choices: { base: ['new', 'same'] },
    does: 'the instance moves: 401 until `/id` is read again; `base=new` the API is then at another path, `base=same` at the same',
  }),
  'token-expiry': fault({
    lasting: 'once',
    args: {},
    does: 'all OAuth access tokens given out so far end with this request',
  }),
  'refresh-revokes': fault({
    lasting: 'ever',
    args: {},
    does: 'a refresh ends the access token it replaces, as before release 26B',
  }),
  // manners of the API
  'status-errored': fault({ lasting: 'ever', args: {}, does: 'spells the status `error` as `errored`' }),
  'import-triggers': fault({
    lasting: 'ever',
    args: {},
    does: '`isSyncTriggeredOnImport` is true where a definition does not say',
  }),
  'max-records-ignored': fault({
    lasting: 'ever',
    args: {},
    does: '`maxRecords` of an export has no effect',
  }),
  'max-records-refused': fault({
    lasting: 'ever',
    main: 'most',
    args: { most: '50000' },
    does: 'an export whose `maxRecords` is above `most` is refused (400)',
  }),
  'limits-cut': fault({
    lasting: 'ever',
    args: {},
    does: 'a `limit` out of range is cut to the range, not refused (400)',
  }),
  'identifier-required': fault({
    lasting: 'ever',
    args: {},
    does: 'imports of custom objects need `identifierFieldName` too (400)',
  }),
  'filters-flat': fault({
    lasting: 'ever',
    args: {},
    does: 'AND and OR in filters bind alike, the left one first',
  }),
  'quotes-doubled': fault({
    lasting: 'ever',
    args: {},
    does: 'two quotes in a value of a filter are one, not an error (400)',
  }),
  'filters-case': fault({ lasting: 'ever', args: {}, does: 'filters compare texts with their case' }),
  milliseconds: fault({ lasting: 'ever', args: {}, does: 'exported dates end in `.000`' }),
  'syncs-q': fault({
    lasting: 'ever',
    main: 'mode',
    args: { mode: 'ignored' },
    choices: { mode: ['ignored', 'refused'] },
    does: '`q` on `GET syncs` is `ignored` or `refused` (400)',
  }),
  'loose-q': fault({ lasting: 'ever', args: {}, does: '`q` finds names that merely contain the pattern' }),
  'definition-busy': fault({
    lasting: 'ever',
    args: {},
    does: '409 for a sync of a definition that is in a running sync',
  }),
  'unfinished-data': fault({
    lasting: 'ever',
    main: 'mode',
    args: { mode: 'empty' },
    choices: { mode: ['empty', '404'] },
    does: 'data of an unfinished sync: `empty` page or `404` (without the fault 409)',
  }),
  'expired-as': fault({
    lasting: 'ever',
    main: 'status',
    args: { status: '404' },
    does: 'expired data is answered with `status` (without the fault 410)',
  }),
  'list-count': fault({
    lasting: 'ever',
    main: 'count',
    args: { count: '0' },
    does: 'lists report a stale `count`',
  }),
  'unordered-rows': fault({ lasting: 'ever', args: {}, does: 'export rows come in another order' }),
  'unordered-logs': fault({
    lasting: 'ever',
    args: {},
    does: 'logs come in another order than that of time',
  }),
  'unknown-code': fault({
    lasting: 'ever',
    main: 'code',
    args: { code: 'ELQ-09999', severity: 'information' },
    choices: { severity: ['information', 'warning', 'error'] },
    does: 'each sync logs a code that nobody knows',
  }),
  'callback-early': fault({
    lasting: 'ever',
    args: {},
    does: 'the callback of a sync comes before the answer to its POST',
  }),
  // how imports treat rows
  'duplicates-last': fault({
    lasting: 'ever',
    args: {},
    does: 'of rows with one identifier the last is taken, not the first',
  }),
  'duplicates-email-code': fault({
    lasting: 'ever',
    args: {},
    does: 'duplicate addresses are ELQ-00011, not ELQ-00026',
  }),
  'omitted-keys-kept': fault({
    lasting: 'ever',
    args: {},
    does: 'a key missing in a row keeps the stored value, it does not blank it',
  }),
  'null-omitted': fault({
    lasting: 'ever',
    args: {},
    does: 'a value of `null` counts as a key that is missing, not as blank',
  }),
  'index-by-body': fault({
    lasting: 'ever',
    args: {},
    does: '`recordIndex` of rejects counts anew in each body',
  }),
  'members-unknown-ignored': fault({
    lasting: 'ever',
    args: {},
    does: 'a sync action says nothing of contacts that there are not',
  }),
  'members-strict': fault({
    lasting: 'ever',
    args: {},
    does: 'taking off a list who is not on it is a warning (ELQ-00034)',
  }),
  'identifiers-case': fault({ lasting: 'ever', args: {}, does: 'identifiers are compared with their case' }),
  'bad-rows': fault({
    lasting: 'ever',
    main: 'match',
    args: { match: '', share: '', code: 'ELQ-00002' },
    does: 'rejects rows whose identifier matches the pattern, or a `share` of all by seed, with `code`',
  }),
  'harmless-rejects': fault({
    lasting: 'ever',
    main: 'match',
    args: { match: '', share: '', code: 'ELQ-00040' },
    does: 'lists matching rows among the rejects although they were stored',
  }),
  'poison-rows': fault({
    lasting: 'ever',
    main: 'match',
    args: { match: '', share: '', code: 'ELQ-00107' },
    does: 'a sync with a matching row ends in error and takes none of its rows',
  }),
  'act-on-rejects': fault({ lasting: 'ever', args: {}, does: 'sync actions reach rejected contacts too' }),
  'empty-sync': fault({
    lasting: 'ever',
    main: 'severity',
    args: { severity: 'warning' },
    choices: { severity: ['warning', 'error'] },
    does: 'a sync without data ends in `warning` or `error` (without the fault in success)',
  }),
  'lost-body': fault({
    lasting: 'once',
    main: 'code',
    args: { code: '', kind: '' },
    does: 'the last of the staged bodies is not processed; `code`, such as ELQ-00109, is then logged as a warning, else nothing tells',
  }),
  'clear-missing': fault({
    lasting: 'ever',
    args: {},
    does: 'clearing the staged data of a definition that has none is answered with 404, not 204',
  }),
  // how syncs end
  'sync-error': fault({
    lasting: 'once',
    main: 'code',
    args: { code: 'ELQ-00107', kind: '', applied: 'false' },
    choices: { kind: kinds, applied: ['true', 'false'] },
    does: 'a sync ends in error with `code`; `applied=true` does its work all the same; `kind` is export, import or action',
  }),
  'sync-temporary': fault({
    lasting: 'once',
    main: 'code',
    args: { code: 'ELQ-00146', kind: '', applied: 'false' },
    choices: { kind: kinds, applied: ['true', 'false'] },
    does: 'a sync ends in a temporary error: ELQ-00146, or ELQ-00145',
  }),
  'sync-stuck': fault({
    lasting: 'once',
    main: 'at',
    args: { at: 'active', kind: '' },
    choices: { at: ['active', 'pending'], kind: kinds },
    does: 'a sync never ends; it stays `active` or `pending`',
  }),
  'sync-slow': fault({
    lasting: 'once',
    main: 'ms',
    args: { ms: '5000', kind: '' },
    choices: { kind: kinds },
    does: 'a sync stays active `ms` longer',
  }),
} as const satisfies Record<string, FaultDescription>

export type FaultName = keyof typeof faultCatalogue

/** The names of all faults, in the order of the table in the README. */
export const faultNames = Object.keys(faultCatalogue) as readonly FaultName[]

export function describeFault(name: FaultName): FaultDescription {
  return faultCatalogue[name]
}

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultCatalogue, name)
}
