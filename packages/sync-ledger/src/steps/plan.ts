import type { SyncKind } from '../entries/entry.ts'

/** A sync to be. */
export type Plan = {
  kind: SyncKind
  definitionUri: string
  claim?: string
  data?: Record<string, unknown>
  /** default: a new one; planning again with the same id and definition gives the entry that is there */
  id?: string
}
