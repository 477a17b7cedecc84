import { storedBytes } from './stored-bytes.ts'
import type { WashChange } from './wash-result.ts'

/** The longest text that a rule may make, in UTF-16 units: no queue keeps a record with a longer one. */
export const mostResultLength = 7 * 1024 * 1024

/**
 * The most bytes that the changes of one record, which its history holds, may take. A document has 16 MiB
 * (https://www.mongodb.com/docs/manual/reference/limits/, read 2026-11-30); the rest is for the names of fields and the record's id.
 */
export const mostChangeBytes = 15 * 1024 * 1024

/** The names under which a change is reported, and what stands around it. */
const nameBytes =
  storedBytes({ field: 0, ruleType: 0, from: 0, to: 0, using: 0, pattern: 0, ruleId: 0 }) - 7 * storedBytes(0)

/** What a change takes in the documents that report it; an upper bound. Added up value by value: an object made for it took a tenth of a wash. */
export function changeBytes({ field, ruleType, from, to, using, pattern, ruleId }: WashChange): number {
  const causes = storedBytes(using) + storedBytes(pattern) + storedBytes(ruleId)
  return nameBytes + storedBytes(field) + storedBytes(ruleType) + storedBytes(from) + storedBytes(to) + causes
}
