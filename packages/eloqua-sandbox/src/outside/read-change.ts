import { SandboxOptionsError } from '../errors.ts'
import type { SyncKind } from '../syncs/sync.ts'
import { fieldsOf } from './change-contact.ts'

/** What becomes of contacts at a moment: directly before a sync takes its rows, or after it has ended; or once time has passed. */
export interface ChangeInput {
  readonly before?: SyncKind
  readonly after?: SyncKind
  /** milliseconds from now, by the sandbox's clock */
  readonly inMs?: number
  /** URI of the definition, `*` for anything */
  readonly path?: string
  /** so many syncs are let pass first */
  readonly skip?: number
  readonly contactIds: readonly string[]
  readonly delete?: boolean
  readonly fields?: Readonly<Record<string, string>>
}

const kinds: readonly SyncKind[] = ['export', 'import', 'action']

/** Reads a change. Throws SandboxOptionsError for one that says no moment or nothing to do, a Refusal (400) for unknown fields. */
export function readChange(input: unknown): ChangeInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw wrong('an object is expected')
  const { before, after, inMs, path, skip, contactIds, fields, ...rest } = input as Record<string, unknown>
  const { delete: isDeletion, ...unknown } = rest
  const [stranger] = Object.keys(unknown)
  if (stranger !== undefined) throw wrong(`${stranger} is unknown`)
  const moments = [before, after, inMs].filter((one) => one !== undefined)
  if (moments.length !== 1) throw wrong('one of before, after and inMs is expected')
  if (inMs === undefined && !kinds.some((kind) => kind === moments[0]))
    throw wrong(`before and after take ${kinds.join(', ')}`)
  if (inMs !== undefined && !(typeof inMs === 'number' && inMs >= 0)) throw wrong('inMs must be 0 or more')
  if (!Array.isArray(contactIds) || contactIds.length === 0) throw wrong('contactIds must name contacts')
  if ((isDeletion === true) === (fields !== undefined)) throw wrong('delete or fields is expected')
  const change = { ...input, contactIds: contactIds.map(String) } as ChangeInput
  return fields === undefined ? change : { ...change, fields: fieldsOf({ fields }) }
}

function wrong(what: string): SandboxOptionsError {
  return new SandboxOptionsError(`change: ${what}`)
}
