import { fault, syncKinds } from './fault-description.ts'

/** How imports and sync actions treat their rows. */
export const importFaults = {
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
    args: { match: '', share: '', code: 'ELQ-00002', field: '' },
    does: 'rejects rows whose identifier matches the pattern, or a `share` of all by seed, with `code`; `field` is the key that is named as invalid, the identifier when it is left out',
  }),
  'bad-values': fault({
    lasting: 'ever',
    main: 'match',
    args: { match: '', share: '', code: 'ELQ-00040', field: '' },
    does: 'matching rows go in without their value of `field` (a key; the first that is not the identifier when it is left out), which the rejects name with `code`',
  }),
  'long-values': fault({
    lasting: 'ever',
    main: 'mode',
    args: { mode: 'cut' },
    choices: { mode: ['cut', 'row', 'kept'] },
    does: 'values longer than their field are `cut`, keep their whole `row` out, or are `kept` (without the fault the value alone is rejected)',
  }),
  'unmatched-rows': fault({
    lasting: 'ever',
    main: 'code',
    args: { code: 'ELQ-00034', listed: 'true' },
    choices: { listed: ['true', 'false'] },
    does: 'rows that `importRule: updateOnly` finds no contact for are rejected with `code`, not with ELQ-00085; with `listed=false` the logs count them and the rejects do not name them',
  }),
  'rejects-uncounted': fault({
    lasting: 'ever',
    main: 'counters',
    args: { counters: 'both' },
    choices: { counters: ['both', 'staged', 'processed'] },
    does: 'rejected rows are missing in the count of ELQ-00130 (`staged`), of ELQ-00001 (`processed`), or of `both`',
  }),
  'lost-rows': fault({
    lasting: 'ever',
    main: 'match',
    args: { match: '', share: '' },
    does: 'matching rows are neither stored nor counted nor among the rejects',
  }),
  'identifier-written': fault({
    lasting: 'ever',
    args: {},
    does: 'an import writes the identifier into what it finds, in the case in which it was sent',
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
  'actions-ignored': fault({
    lasting: 'ever',
    main: 'kind',
    args: { kind: '', share: '', counted: 'false' },
    choices: { kind: ['', ...syncKinds], counted: ['true', 'false'] },
    does: 'sync actions end well and change nothing; a `share` of the contacts by seed only is left as it was; `counted=true` counts them as done all the same',
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
    does: 'the last of the staged bodies is not processed; `code`, such as ELQ-00109, is then logged as a warning, else nothing shows it',
  }),
  'clear-missing': fault({
    lasting: 'ever',
    args: {},
    does: 'clearing the staged data of a definition that has none is answered with 404, not 204',
  }),
}
