import { createHash, randomBytes } from 'node:crypto'

/** Makes a credential of 256 random bits; the prefix shows people and secret scanners what it is. */
export function newCredential(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`
}

/** What is kept of a credential. A plain hash is enough for 256 random bits: there is nothing to guess. */
export function hashOf(credential: string): string {
  return createHash('sha256').update(credential).digest('hex')
}
