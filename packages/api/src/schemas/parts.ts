import { type Static, type TObjectOptions, type TProperties, type TSchema, Type } from 'typebox'

/** A moment, as ISO 8601 in UTC. */
export const Time = Type.String({ format: 'date-time' })

/** A value that may be missing: then it is null, never left out. */
export function Nullable<T extends TSchema>(schema: T, options: { readonly description?: string } = {}) {
  return Type.Union([schema, Type.Null()], options)
}

export const Count = Type.Integer({ minimum: 0 })

/** What a request sends: these entries, and no others. */
export function Exact<P extends TProperties>(properties: P, options: TObjectOptions = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false })
}

/** A page of a list. */
export function PageOf<T extends TSchema>(item: T) {
  const next = Type.Union([Type.String(), Type.Null()], {
    description: 'cursor of the next page; null on the last',
  })
  return Type.Object({ items: Type.Array(item), next })
}

/** A list that comes whole. */
export function ListOf<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item) })
}

/** The query of a list that comes in pages, with its filters. */
export function PageQuery<F extends TProperties>(filters: F) {
  return Exact({
    ...filters,
    limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
    cursor: Type.Optional(Type.String({ maxLength: 1000, description: '`next` of the page before' })),
  })
}

/** An id made of 24 hexadecimal digits. */
export const HexId = Type.String({ pattern: '^[0-9a-f]{24}$' })

/** An item, by its id. */
export const OfHexId = Type.Object({ id: HexId })

/** Words of a person, such as a note. */
export const Note = Type.String({ maxLength: 500 })

/** What a request counted. */
export const Counted = Type.Object({ count: Count })

export type Counted = Static<typeof Counted>
