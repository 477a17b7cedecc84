import { isDeepStrictEqual } from 'node:util'
import type { Document } from 'mongodb'
import type { SandboxContact } from '../support/sandbox.ts'

/** What washing makes of a contact, and the history that it writes of it. */
export interface Washed {
  readonly record: Readonly<Record<string, unknown>>
  readonly history?: Readonly<Record<string, unknown>> | undefined
}

/** What is there of a contact when all has gone through. */
export interface Outcome {
  readonly contact: Pick<SandboxContact, 'fields' | 'imports'> | undefined
  /** `dataStatus` of its indicator. */
  readonly flag: string | undefined
  readonly histories: readonly Document[]
}

/** What is not as washing alone would have left it. */
export function judgeContact(washed: Washed, { contact, flag, histories }: Outcome): string[] {
  if (contact === undefined) return ['is gone']
  const faults: string[] = []
  // the key of an import is not written by it
  const expected: Readonly<Record<string, unknown>> = { ...washed.record, emailAddress: '' }
  const found: Readonly<Record<string, unknown>> = { ...contact.fields, emailAddress: '' }
  const different = Object.keys({ ...expected, ...found }).filter((field) => found[field] !== expected[field])
  if (different.length > 0) faults.push(`other values in ${different.join(', ')}`)
  if (contact.imports !== 1) faults.push(`imported ${contact.imports} times`)
  if (flag !== 'PROCESS as MOD') faults.push(`flagged as ${flag}`)
  return [...faults, ...judgeHistory(washed.history, histories)]
}

function judgeHistory(expected: Washed['history'], found: readonly Document[]): string[] {
  const [only] = found
  if (only === undefined || found.length > 1) return [`${found.length} histories instead of one`]
  const faults = only['_current'] === 0 ? [] : [`history at place ${only['_current']}`]
  const isSame = isDeepStrictEqual(contentOf(only), contentOf({ ...expected }))
  return isSame ? faults : [...faults, 'another history than washing makes']
}

const contentOf = ({ _id, _current, timestamp, ...content }: Document) => content
