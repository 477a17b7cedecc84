import { fault, syncKinds } from './fault-description.ts'

/** How syncs end. */
export const syncFaults = {
  'sync-error': fault({
    lasting: 'once',
    main: 'code',
    args: { code: 'ELQ-00107', kind: '', applied: 'false' },
    choices: { kind: syncKinds, applied: ['true', 'false'] },
    does: 'a sync ends in error with `code`; `applied=true` does its work all the same; `kind` is export, import or action',
  }),
  'sync-temporary': fault({
    lasting: 'once',
    main: 'code',
    args: { code: 'ELQ-00146', kind: '', applied: 'false' },
    choices: { kind: syncKinds, applied: ['true', 'false'] },
    does: 'a sync ends in a temporary error: ELQ-00146, or ELQ-00145',
  }),
  'sync-stuck': fault({
    lasting: 'once',
    main: 'at',
    args: { at: 'active', kind: '' },
    choices: { at: ['active', 'pending'], kind: syncKinds },
    does: 'a sync never ends; it stays `active` or `pending`',
  }),
  'sync-slow': fault({
    lasting: 'once',
    main: 'ms',
    args: { ms: '5000', kind: '' },
    choices: { kind: syncKinds },
    does: 'a sync stays active `ms` longer',
  }),
}
