import { washingConfig } from '@dwmops/core/testing'
import type { Db } from 'mongodb'

/** Fields that the simulated people, forms and CRM write, and that the rules wash. */
export const washedFields = ['firstName', 'city', 'company', 'jobTitle', 'fax', 'country'] as const

/** Values that occur once, so that what stands in Eloqua says who wrote it and when. */
export function washableValue(number: number, kind: number): string {
  return [`V${number}!`, `B${number}?`, `K${number}`][kind % 3] ?? ''
}

/** What the rules of {@link fillRules} make of a value: `V7!` becomes `V7`, `B7?` becomes blank, anything else stays. */
export function washed(value: string): string {
  if (/^B\d+\?$/.test(value)) return ''
  return value.replace(/^(V\d+)!$/, '$1')
}

export async function fillRules(rulesDb: Db, configName: string): Promise<void> {
  await rulesDb.collection('genericRegex').insertMany([
    { pattern: '^(V[0-9]+)!$', replace: '\\1' },
    { pattern: '^B[0-9]+\\?$', replace: '' },
  ])
  const fields = washedFields.map((field) => [field, { lookup: ['genericRegex'], derive: {} }])
  await rulesDb.collection('config').insertOne(washingConfig(configName, Object.fromEntries(fields)))
}
