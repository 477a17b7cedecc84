import type { Field } from './field.ts'

/** Characters that Eloqua's text fields take (Oracle's page "Bulk API data types", read 2026-11-30). */
const longest = { contacts: 100, customObjects: 250, largeText: 32_000 } as const

/** The most characters that a field takes; Infinity where no length is documented. */
export function longestText({ dataType, largeText }: Field, isCustom: boolean): number {
  if (dataType !== 'string') return Number.POSITIVE_INFINITY
  if (largeText) return longest.largeText
  return isCustom ? longest.customObjects : longest.contacts
}
