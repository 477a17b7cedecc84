import type { Reads } from './reads.ts'
import { washed } from './washable-values.ts'
import type { Contacts } from './world.ts'

/** A promise that a run of a stage has broken. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError'
  readonly promise:
    | 'newer value'
    | 'nobody back'
    | 'unread field'
    | 'identifier'
    | 'only imports write'
    | 'washed'
    | 'through'

  constructor(promise: BrokenPromiseError['promise'], what: string) {
    super(`${promise}: ${what}`)
    this.promise = promise
  }
}

export interface Writes {
  readonly stage: string
  /** What Eloqua held before the stage wrote, with all that others changed meanwhile. */
  readonly before: Contacts
  readonly after: Contacts
  readonly reads: Reads
}

/**
 * What a stage may have done to the contacts: nothing, or, in post-contacts, have put in place of a value what washing makes of this very
 * value. Returns how many fields it wrote. Throws BrokenPromiseError.
 */
export function checkWrites({ stage, before, after, reads }: Writes): number {
  let written = 0
  for (const id of after.keys())
    if (!before.has(id)) throw new BrokenPromiseError('nobody back', `${stage} created contact ${id}`)
  for (const [id, fields] of before) {
    const now = after.get(id)
    if (now === undefined) throw new BrokenPromiseError('nobody back', `contact ${id} vanished in ${stage}`)
    for (const [field, value] of Object.entries(fields)) {
      const change = `${stage} made "${now[field]}" of "${value}" in ${field} of contact ${id}`
      if (now[field] === value) continue
      if (stage !== 'post-contacts') throw new BrokenPromiseError('only imports write', change)
      if (field === 'emailAddress') throw new BrokenPromiseError('identifier', change)
      if (now[field] !== washed(value)) throw new BrokenPromiseError('newer value', change)
      if (!reads.has(id, field, value)) throw new BrokenPromiseError('unread field', change)
      written += 1
    }
  }
  return written
}

/** Once all is through: what nobody has changed since its export, of a contact with its old address, is washed. */
export function checkWashed(contacts: Contacts, reads: Reads, isDone: (id: string) => boolean): void {
  for (const [id, exported] of reads.last) {
    const now = contacts.get(id)
    if (now === undefined || now['emailAddress'] !== exported['emailAddress'] || !isDone(id)) continue
    for (const [field, value] of Object.entries(exported)) {
      if (now[field] === value && washed(value) !== value)
        throw new BrokenPromiseError('washed', `"${value}" in ${field} of contact ${id} was never washed`)
    }
  }
}
