import type { FaultInput } from '@dwmops/eloqua-sandbox'

/** Every event at the Eloqua edge, with the exit codes of a run while it never ends. */
export const eloquaEvents: readonly FaultCase[] = [
  { fault: { name: 'http-error', status: 429 }, forEver: [3] },
  { fault: { name: 'http-error', status: 500 }, forEver: [3] },
  { fault: { name: 'http-error', status: 503 }, forEver: [3] },
  { fault: { name: 'http-error', status: 503, when: 'after', method: 'POST' }, forEver: [3] },
  { fault: { name: 'drop-answer', method: 'POST' }, forEver: [3] },
  { fault: { name: 'drop-answer', method: 'GET' }, forEver: [3] },
  { fault: { name: 'reset-body', method: 'GET' }, forEver: [3] },
  { fault: { name: 'pod-move' }, forEver: [0, 3] },
  { fault: { name: 'sync-error' }, forEver: [0, 3, 4] },
  { fault: { name: 'sync-temporary' }, forEver: [0, 3] },
  { fault: { name: 'lost-body' }, forEver: [3] },
  { fault: { name: 'sync-stuck' }, forEver: [0, 3] },
  { fault: { name: 'sync-slow', ms: 500 }, forEver: [0, 3] },
  { fault: { name: 'columns-omitted', keys: 'emailAddress' }, forEver: [3] },
  { fault: { name: 'total-too-high', hasMore: 'true' }, forEver: [3] },
]

/** Manners in which an Eloqua may differ from another, as far as several go together: they stay, and must not be noticed. */
export const eloquaManners: Readonly<Record<string, readonly FaultInput[]>> = {
  'an Eloqua that is loose and orders nothing': [
    { name: 'items-omitted' },
    { name: 'unordered-logs' },
    { name: 'unordered-rows' },
    { name: 'unknown-code' },
    { name: 'max-records-ignored' },
    { name: 'syncs-q' },
    { name: 'loose-q' },
    { name: 'limits-cut' },
    { name: 'harmless-rejects', match: '*' },
    { name: 'act-on-rejects' },
    { name: 'members-unknown-ignored' },
    { name: 'duplicates-last' },
    { name: 'omitted-keys-kept' },
    { name: 'null-omitted' },
    { name: 'index-by-body' },
    { name: 'total-too-high' },
    { name: 'import-rule-ignored' },
    { name: 'identifier-written' },
  ],
  'an Eloqua that is strict and heeds case': [
    { name: 'max-records-refused', most: 10 },
    { name: 'syncs-q', mode: 'refused' },
    { name: 'unknown-code', severity: 'warning' },
    { name: 'identifiers-case' },
    { name: 'filters-case' },
    { name: 'filters-flat' },
    { name: 'quotes-doubled' },
    { name: 'identifier-required' },
    { name: 'members-strict' },
    { name: 'definition-busy' },
    { name: 'empty-sync', severity: 'error' },
    { name: 'clear-missing' },
    { name: 'duplicates-email-code' },
    { name: 'milliseconds' },
    { name: 'import-triggers' },
    { name: 'status-errored' },
  ],
}

export interface FaultCase {
  readonly fault: FaultInput
  /** Exit codes of a run while the fault goes on for ever. */
  readonly forEver: readonly number[]
}

export function describeFault(fault: FaultInput): string {
  return Object.values(fault).join(' ')
}
