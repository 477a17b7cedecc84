import { fault } from './fault-description.ts'

/** Manners of the API in which one Eloqua differs from another. */
export const apiFaults = {
  'status-errored': fault({ lasting: 'ever', args: {}, does: 'spells the status `error` as `errored`' }),
  'import-triggers': fault({
    lasting: 'ever',
    args: {},
    does: '`isSyncTriggeredOnImport` is true where a definition does not say',
  }),
  'import-rule-ignored': fault({
    lasting: 'ever',
    args: {},
    does: '`importRule` is dropped like any unknown property, as by a pod before release 26B',
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
}
