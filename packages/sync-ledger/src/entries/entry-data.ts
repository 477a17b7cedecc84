import { BSON } from 'mongodb'
import { LedgerError } from '../errors.ts'

/** An entry's data is for resuming work, not for carrying it. */
export const maxDataBytes = 256 * 1024

/** The data, if it is small enough. Throws LedgerError LEDGER_DATA_TOO_LARGE. */
export function checkedData(data: Record<string, unknown>): Record<string, unknown> {
  const bytes = BSON.calculateObjectSize(data)
  if (bytes <= maxDataBytes) return data
  throw new LedgerError('LEDGER_DATA_TOO_LARGE', `entry data of ${bytes} bytes; ${maxDataBytes} at most`)
}
