import type { RuleDocument } from '@dwmops/rule-store'
import { BSON } from 'mongodb'
import { ProblemError } from '../server/problem.ts'
import { extendedJsonFault } from './extended-json.ts'

const { EJSON } = BSON
const deepest = 8

/** A stored document as JSON can carry it. */
export function documentAnswer(document: RuleDocument): Record<string, unknown> {
  return EJSON.serialize(document as object, { relaxed: true })
}

/** The same for one that may be missing. */
export function documentOrNull(document: RuleDocument | undefined): Record<string, unknown> | null {
  return document === undefined ? null : documentAnswer(document)
}

/** A document that somebody sent. Throws a problem for one that the database could not keep, or would take for more than data. */
export function documentFrom(sent: Readonly<Record<string, unknown>>): RuleDocument {
  const fault = extendedJsonFault(sent)
  if (fault !== undefined) throw notADocument(fault)
  const document = parsed(sent)
  if (!isPlain(document, deepest)) throw notADocument('keys are words, at most 8 levels deep')
  return document as RuleDocument
}

function parsed(sent: Readonly<Record<string, unknown>>): unknown {
  try {
    return EJSON.deserialize(sent as object, { relaxed: true })
  } catch {
    throw notADocument('a value in extended JSON is none')
  }
}

function isPlain(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return !value.includes('\0')
  if (typeof value !== 'object' || value === null || '_bsontype' in value || value instanceof Date)
    return true
  if (levels === 0) return false
  if (Array.isArray(value)) return value.every((one) => isPlain(one, levels - 1))
  return Object.entries(value).every(
    ([key, inner]) => !/^\$|\.|\0|^$|^__proto__$/.test(key) && isPlain(inner, levels - 1),
  )
}

function notADocument(why: string): ProblemError {
  const errors = [{ path: 'body/document', message: why }]
  return new ProblemError(400, 'INVALID_REQUEST', `not a valid document: ${why}`, {
    errors,
  })
}
