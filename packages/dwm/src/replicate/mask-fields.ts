import type { Document } from 'mongodb'
import { fieldMasks } from './masked-fields.ts'
import type { Masks } from './masks.ts'

type FieldMasks = Pick<Masks, 'text' | 'address'>

/**
 * Where documents of a collection hold values of fields, or say whose they are: each gets them masked as {@link fieldMasks} says. Addresses
 * within other texts are masked elsewhere.
 */
export const fieldMaskers: Readonly<Record<string, (document: Document, mask: FieldMasks) => Document>> = {
  items: maskItem,
  contactHistory: maskHistory,
  reverts: maskRevert,
  washes: maskContact,
}

function maskItem(item: Document, mask: FieldMasks): Document {
  const { payload, pendingVersion } = item
  return {
    ...item,
    ...(payload && { payload: maskPayload(payload, mask) }),
    ...(pendingVersion && { pendingVersion: maskItem(pendingVersion, mask) }),
  }
}

/** Own entries begin with an underscore; that of an undo holds its values one level down. */
function maskPayload(payload: Document, mask: FieldMasks): Document {
  const isUndo = typeof payload['undo'] === 'string'
  const entries = Object.entries(payload).map(([name, value]) => {
    const isOwn = name.startsWith('_') || isUndo
    if (isOwn && isPlain(value)) return [name, maskPayload(value, mask)]
    if (isOwn) return [name, name === 'address' ? maskAddress(value, mask) : value]
    return [name, maskValue(value, name, mask)]
  })
  return Object.fromEntries(entries)
}

/** A field has an object of changes; what has none is the id of the contact, or says when and by which config. */
function maskHistory(document: Document, mask: FieldMasks): Document {
  const entries = Object.entries(document).map(([name, value]) => [
    name,
    isPlain(value) ? maskValue(value, name, mask) : maskAddress(value, mask),
  ])
  return Object.fromEntries(entries)
}

function maskContact(document: Document, mask: FieldMasks): Document {
  return { ...document, contact: maskAddress(document['contact'], mask) }
}

function maskRevert(revert: Document, mask: FieldMasks): Document {
  const values = Array.isArray(revert['values']) ? revert['values'] : []
  return {
    ...maskContact(revert, mask),
    values: values.map(({ field, from, to, ...rest }: Document) => ({
      ...{ field, from: maskValue(from, field, mask), to: maskValue(to, field, mask) },
      ...rest,
    })),
  }
}

/** Strings and numbers, however deep, as the field asks for that they stand below; the pattern of a rule is no value. */
function maskValue(value: unknown, field: string, mask: FieldMasks): unknown {
  if (typeof value === 'string') return maskText(value, field, mask)
  if (isNumber(value)) return maskOf(field) === 'keep' ? value : mask.text(String(value))
  if (Array.isArray(value)) return value.map((one) => maskValue(one, field, mask))
  if (!isPlain(value)) return value
  const entries = Object.entries(value).map(([name, one]) => {
    if (name === 'pattern') return [name, one]
    return [name, maskValue(one, Object.hasOwn(fieldMasks, name) ? name : field, mask)]
  })
  return Object.fromEntries(entries)
}

/** An id of a history document is masked as an id; an address that is none is text. */
function maskText(text: string, field: string, mask: FieldMasks): string {
  const wanted = maskOf(field)
  if (wanted === 'keep' || /^[0-9a-f]{24}$/.test(text)) return text
  return wanted === 'address' && text.includes('@') ? maskAddress(text, mask) : mask.text(text)
}

function maskOf(field: string): 'keep' | 'address' | 'text' {
  return (Object.hasOwn(fieldMasks, field) ? fieldMasks[field] : undefined) ?? 'text'
}

/** A whole address, with blanks or quotes in it too, as the key of its item is masked. */
function maskAddress<T>(value: T, mask: FieldMasks): T | string {
  if (typeof value !== 'string' || !value.includes('@')) return value
  const address = value.trim()
  return value.replace(address, () => mask.address(address))
}

/** Numbers of BSON are objects here. */
function isNumber(value: unknown): boolean {
  const type = (value as { readonly _bsontype?: unknown } | null)?._bsontype
  return typeof value === 'number' || ['Int32', 'Long', 'Double', 'Decimal128'].includes(String(type))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
