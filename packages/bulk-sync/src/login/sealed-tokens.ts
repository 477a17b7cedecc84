import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { OAuthTokens } from '@dwmops/eloqua-client'

const ivBytes = 12
const tagBytes = 16

/**
 * Encrypts tokens with a key that only who has the client secret can make: a dump of the database lets nobody in.
 * `context` must be the same to open them again.
 */
export function sealTokens(tokens: OAuthTokens, clientSecret: string, context: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(clientSecret), iv).setAAD(Buffer.from(context))
  const content = Buffer.concat([cipher.update(JSON.stringify(tokens), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url')
}

/** The tokens; undefined when they were sealed with another secret or context. */
export function openTokens(sealed: string, clientSecret: string, context: string): OAuthTokens | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  const [iv, tag, content] = [
    bytes.subarray(0, ivBytes),
    bytes.subarray(ivBytes, ivBytes + tagBytes),
    bytes.subarray(ivBytes + tagBytes),
  ]
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(clientSecret), iv, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(context)).setAuthTag(tag)
    // what opens was sealed here, so its form is known
    return JSON.parse(Buffer.concat([cipher.update(content), cipher.final()]).toString('utf8')) as OAuthTokens
  } catch {
    // node says no more than that it does not open
    return undefined
  }
}

function keyOf(clientSecret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', clientSecret, '', 'dwmops eloqua tokens', 32))
}
