import type { z } from 'zod'
import { theOne } from './by-name.ts'
import type { CallOptions, Field, FieldSet } from './metadata.ts'
import { allOf } from './pages.ts'
import { field as fieldSchema } from './schemas.ts'
import type { Transport } from './transport.ts'
import { idOf } from './uri.ts'

/** The fields below a path such as `contacts/fields`. */
export async function fieldsAt(transport: Transport, path: string, options?: CallOptions): Promise<FieldSet> {
  const smallText = path.startsWith('contacts/') ? smallContactText : smallObjectText
  const all = (await allOf(transport, path, fieldSchema, options)).map((raw) => toField(raw, smallText))
  return { all, resolve: (wanted) => resolveField(all, path, wanted) }
}

function resolveField(all: readonly Field[], path: string, wanted: string): Field {
  for (const property of ['id', 'internalName', 'name'] as const) {
    const hits = all.filter((field) => field[property] === wanted)
    if (hits.length > 0) return theOne(hits, { path, wanted, all })
  }
  return theOne<Field>([], { path, wanted, all })
}

// Oracle's page "Bulk API data types": small text of contacts, of custom objects, large text
const smallContactText = 100
const smallObjectText = 250
const largeText = 32_000

/** Types whose text is bounded; the name of the large one differs between instances. */
function maxLengthOf(dataType: string, smallText: number): number | undefined {
  if (/^large/i.test(dataType)) return largeText
  return /^(string|text|smallText)$/i.test(dataType) ? smallText : undefined
}

function toField(raw: z.infer<typeof fieldSchema>, smallText: number): Field {
  const dataType = raw.dataType ?? 'string'
  return {
    id: idOf(raw.uri ?? ''),
    name: raw.name,
    internalName: raw.internalName ?? '',
    dataType,
    statement: raw.statement,
    uri: raw.uri ?? '',
    isReadOnly: raw.hasReadOnlyConstraint ?? false,
    isUnique: raw.hasUniquenessConstraint ?? false,
    maxLength: maxLengthOf(dataType, smallText),
  }
}
