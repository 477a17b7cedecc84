import { maskAddresses } from './mask-addresses.ts'

/** Shorter ones are words of other texts too. */
const leastSecretLength = 8

/** Returns the text without the secrets it was made with and without mail addresses. */
export type Mask = (text: string) => string

/** Makes a mask for the given secrets, in every form in which they are likely to be printed. */
export function maskFor(secrets: readonly string[]): Mask {
  const forms = new Set(secrets.filter((one) => one.length >= leastSecretLength).flatMap(printedForms))
  const longestFirst = [...forms].sort((one, other) => other.length - one.length)
  return (text) => {
    let masked = text
    for (const form of longestFirst) masked = masked.replaceAll(form, '***')
    return maskAddresses(masked)
  }
}

function printedForms(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1)
  return [secret, inJson, JSON.stringify(inJson).slice(1, -1), encodeURIComponent(secret)]
}
