import type { Pack, PackField } from './pack.ts'

type Document = Readonly<Record<string, unknown>>
type Rules = Readonly<Record<string, readonly Document[]>>

/** A rule set with a pack in it, and what that added. */
export interface AddReport {
  readonly rules: Record<string, readonly Document[]>
  readonly config: Document
  readonly added: number
  /** Rules that were there already, word for word. */
  readonly present: number
  /** Rules of the pack left out, since an own rule says something else of the same value. */
  readonly overruled: number
}

/** Adds a pack to rules and a config; own rules come first and win, nothing of them changes. Adding twice changes nothing more. */
export function addPack(rules: Rules, config: Document, pack: Pack): AddReport {
  const result: Record<string, readonly Document[]> = { ...rules }
  let present = 0
  let overruled = 0
  let added = 0
  for (const [collection, documents] of Object.entries(pack.rules)) {
    const own = new Map((rules[collection] ?? []).map((rule) => [questionOf(rule), answerOf(rule)]))
    const fresh = documents.filter((rule) => !own.has(questionOf(rule)))
    const same = documents.filter((rule) => own.get(questionOf(rule)) === answerOf(rule)).length
    added += fresh.length
    present += same
    overruled += documents.length - fresh.length - same
    result[collection] = [...(rules[collection] ?? []), ...fresh]
  }
  return { rules: result, config: withFields(config, pack.fields), added, present, overruled }
}

const answers: ReadonlySet<string> = new Set(['_id', 'replace', 'value'])

/** What a rule asks of a record: all but its result. */
function questionOf(rule: Document): string {
  const asked = Object.entries(rule).filter(([key]) => !answers.has(key))
  return JSON.stringify(asked.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function answerOf(rule: Document): string {
  return JSON.stringify([rule['replace'], rule['value']])
}

function withFields(config: Document, fields: Pack['fields']): Document {
  const merged: Record<string, unknown> = { ...(config['fields'] as Document | undefined) }
  for (const [name, field] of Object.entries(fields)) merged[name] = withField(merged[name], field)
  return { ...config, fields: merged }
}

function withField(own: unknown, { lookup, derive }: PackField): Document {
  const before = (own ?? {}) as { lookup?: readonly string[]; derive?: Record<string, unknown> }
  const steps: Record<string, unknown> = { ...before.derive }
  for (const step of derive) if (!hasStep(steps, step)) steps[keyAfter(Object.keys(steps))] = step
  return { ...before, lookup: [...new Set([...(before.lookup ?? []), ...lookup])], derive: steps }
}

function hasStep(steps: Record<string, unknown>, step: PackField['derive'][number]): boolean {
  return Object.values(steps).some((one) => {
    const { type, fieldSet } = one as PackField['derive'][number]
    return type === step.type && JSON.stringify(fieldSet) === JSON.stringify(step.fieldSet)
  })
}

/** Steps run in the order of their keys as texts: "10" comes before "2", and "9.1" after both. */
function keyAfter(keys: readonly string[]): string {
  const last = keys.toSorted().at(-1)
  if (last === undefined) return '1'
  return /^[1-8]$/.test(last) ? String(Number(last) + 1) : `${last}.1`
}
