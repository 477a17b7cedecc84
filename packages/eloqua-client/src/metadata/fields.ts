import type { z } from 'zod'
import type { Transport } from '../http/transport.ts'
import { field as fieldSchema } from '../schemas.ts'
import { idOf } from '../uri.ts'
import { theOne } from './by-name.ts'
import type { CallOptions, Field, FieldSet } from './metadata.ts'
import { allOf } from './pages.ts'

/** The fields below a path such as `contacts/fields`. */
export async function fieldsAt(transport: Transport, path: string, options?: CallOptions): Promise<FieldSet> {
  const all = (await allOf(transport, path, fieldSchema, options)).map(toField)
  return { all, resolve: (wanted) => resolveField(all, path, wanted) }
}

function resolveField(all: readonly Field[], path: string, wanted: string): Field {
  for (const property of ['id', 'internalName', 'name'] as const) {
    const hits = all.filter((field) => field[property] === wanted)
    if (hits.length > 0) return theOne(hits, { path, wanted, all })
  }
  return theOne<Field>([], { path, wanted, all })
}

function toField(raw: z.infer<typeof fieldSchema>): Field {
  return {
    id: idOf(raw.uri ?? ''),
    name: raw.name,
    internalName: raw.internalName ?? '',
    dataType: raw.dataType ?? 'string',
    statement: raw.statement,
    uri: raw.uri ?? '',
    isReadOnly: raw.hasReadOnlyConstraint ?? false,
    isUnique: raw.hasUniquenessConstraint ?? false,
  }
}
