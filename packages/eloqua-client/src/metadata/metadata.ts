/** A contact list. `count` may be stale: good for "skip when 0" alone. */
export type ContactList = {
  id: string
  name: string
  count: number | undefined
  statement: string
  uri: string
}

/** A field of contacts or of a custom object. */
export type Field = {
  id: string
  name: string
  internalName: string
  dataType: string
  statement: string
  uri: string
  isReadOnly: boolean
  isUnique: boolean
}

/** All fields of one entity. */
export type FieldSet = {
  readonly all: readonly Field[]
  /**
   * The one field with this id, internal name or name (exact, looked for in that order).
   * Throws EloquaUnknownNameError or EloquaAmbiguousNameError.
   */
  resolve(idOrName: string): Field
}

/** A custom object. */
export type CustomObject = {
  id: string
  name: string
  uri: string
  fields(options?: CallOptions): Promise<FieldSet>
}

/** Bounds of one call, on top of those given to `connectEloqua`. */
export type CallOptions = { signal?: AbortSignal | undefined; deadlineAt?: number }
