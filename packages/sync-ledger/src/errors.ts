/** Every code that an error of this package can carry, with what it means. The README's table is held equal to it by a test. */
export const ledgerErrorCodes = {
  LEDGER_STATE: 'the entry is not in a state from which this step is allowed',
  LEDGER_NOT_FOUND: 'no entry has this id',
  LEDGER_DATA_TOO_LARGE: 'the data of an entry is above its bound',
  LEDGER_SYNC_TAKEN: 'another entry already follows this sync',
} as const

/** One of {@link ledgerErrorCodes}. */
export type LedgerErrorCode = keyof typeof ledgerErrorCodes

/** What a ledger throws, besides the driver's own errors. */
export class LedgerError extends Error {
  override name = 'LedgerError'
  readonly code: LedgerErrorCode
  readonly entryId: string | undefined
  /** the state in which the entry was found */
  readonly state: string | undefined
  constructor(code: LedgerErrorCode, message: string, facts: { entryId?: string; state?: string } = {}) {
    super(message)
    this.code = code
    this.entryId = facts.entryId
    this.state = facts.state
  }
}
