import { storedBytes } from './stored-bytes.ts'
import type { WashChange } from './wash-result.ts'

/** The longest text that a rule may make, in UTF-16 units: no queue keeps a record with a longer one. */
export const mostResultLength = 7 * 1024 * 1024

/**
 * The most bytes that the changes of one record, which its history holds, may take. A document has 16 MiB
 * (https://www.mongodb.com/docs/manual/reference/limits/, read 2026-11-30); the rest is for the names of fields and the record's id.
 */
export const mostChangeBytes = 15 * 1024 * 1024

/** What a change takes in the documents that report it; an upper bound. */
export function changeBytes({ field, ruleType, from, to, using, pattern, ruleId }: WashChange): number {
  return storedBytes({ field, ruleType, from, to, using, pattern, ruleId })
}
