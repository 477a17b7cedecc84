import { createHash } from 'node:crypto'
import type { Document } from 'mongodb'
import { contentOf } from './rule-content.ts'

/** Stands for what a document says: another one as soon as anybody changes it, be it by hand. */
export function etagOf(document: Document): string {
  return createHash('sha256').update(contentOf(document)).digest('base64url').slice(0, 22)
}
