import type { Db } from 'mongodb'

/** One change of one field of one contact, as its history shows it. */
export interface Sample {
  readonly contact: string
  readonly field: string
  readonly ruleType: string
  readonly from: string
  readonly to: string
  readonly because: string
}

/** Up to `count` changes from the contact history, of different rule types and fields as far as there are any. */
export async function sampleChanges(rules: Db, count: number): Promise<Sample[]> {
  const documents = await rules.collection('contactHistory').find({ _current: 0 }).limit(500).toArray()
  const seen = new Map<string, number>()
  const candidates = documents
    .flatMap((document) => changes(document))
    .map((sample) => {
      const kind = `${sample.ruleType} ${sample.field}`
      const nth = (seen.get(kind) ?? 0) + 1
      seen.set(kind, nth)
      return { sample, nth }
    })
  candidates.sort((a, b) => a.nth - b.nth)
  const byRuleType = Map.groupBy(candidates, ({ sample }) => sample.ruleType)
  return interleave([...byRuleType.values()])
    .slice(0, count)
    .map(({ sample }) => sample)
}

function* fieldsOf(document: Record<string, unknown>): Generator<[string, Record<string, unknown>]> {
  for (const [field, value] of Object.entries(document)) {
    if (field !== '_id' && isRecord(value)) yield [field, value]
  }
}

function changes(document: Record<string, unknown>): Sample[] {
  const samples: Sample[] = []
  for (const [field, byRuleType] of fieldsOf(document)) {
    for (const [ruleType, change] of Object.entries(byRuleType)) {
      if (!isRecord(change)) continue
      samples.push({
        contact: String(document['ContactID'] ?? ''),
        field,
        ruleType,
        from: String(change['from'] ?? ''),
        to: String(change['to'] ?? ''),
        because: reason(change),
      })
    }
  }
  return samples
}

function reason(change: Record<string, unknown>): string {
  if (typeof change['pattern'] === 'string') return change['pattern']
  if (change['using'] !== undefined) return JSON.stringify(change['using'])
  return 'exact value'
}

function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat()
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
