import type { RuleDocument } from '../../api/answers.ts'
import type { RuleKind } from '../rule-kinds.ts'

/** The entries of a rule as the address of a new one carries them. */
export function entriesOf(kind: RuleKind, document: RuleDocument): Record<string, string> {
  const given = kind.entries.map(({ key }) => [key, document[key]] as const)
  return Object.fromEntries(
    given.flatMap(([key, value]) => {
      if (value === undefined || value === null) return []
      return [[key, typeof value === 'string' ? value : JSON.stringify(value)]]
    }),
  )
}

/** The same, read back from an address. What is no object where one is wanted is left out. */
export function documentOf(kind: RuleKind, entries: Readonly<Record<string, string>>): RuleDocument {
  const isOfValues = (key: string) =>
    kind.entries.some((entry) => entry.key === key && entry.form === 'values')
  const read = Object.entries(entries).map(
    ([key, text]) => [key, isOfValues(key) ? objectOf(text) : text] as const,
  )
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
