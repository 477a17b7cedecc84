import { washingConfig } from '@dwmops/core/testing'
import { byCollection, type RuleCollection, type RuleDocument, type RuleSet } from '@dwmops/rule-store'
import { type Db, ObjectId } from 'mongodb'

const fields = ['jobTitle', 'city', 'country', 'company', 'industry', 'department']
const atOnce = 10_000

/** A rule set of a size, mostly of lookups, as marketing people write them. */
export function manyRules(count: number): RuleSet {
  const rules = byCollection((): RuleDocument[] => [])
  for (let at = 0; at < count; at += 1) {
    const fieldName = fields[at % fields.length] ?? ''
    const [collection, rule] = ruleAt(at, fieldName)
    rules[collection].push(rule)
  }
  const lookup = ['genericLookup', 'fieldSpecificLookup', 'normLookup', 'normRegex']
  const derive = { '1': { type: 'deriveValue', fieldSet: ['jobTitle', 'city'], options: [] } }
  const config = washingConfig(
    'Eloqua_Contacts_DWM',
    Object.fromEntries(
      fields.map((field) => [field, { lookup, derive: field === 'industry' ? derive : {} }]),
    ),
  )
  return { rules, configs: [config] }
}

function ruleAt(at: number, fieldName: string): [collection: RuleCollection, rule: RuleDocument] {
  const replace = `Value ${at}`
  if (at % 500 === 0) return ['normRegex', { fieldName, pattern: `^V${at} .*`, replace }]
  if (at % 10 === 1) return ['genericLookup', { find: `JUNK ${at}`, replace: '' }]
  if (at % 10 === 3) return ['fieldSpecificLookup', { fieldName, find: `ODD ${at}`, replace: '' }]
  if (at % 10 === 5) {
    const lookupVals = { city: `CITY ${at}`, jobTitle: `TITLE ${at}` }
    return ['deriveValue', { fieldName: 'industry', lookupVals, value: replace }]
  }
  return ['normLookup', { fieldName, find: `VALUE ${at}`, replace }]
}

/** Puts so many documents into a collection, past all libraries: what is measured is reading. */
export async function fillCollection(
  db: Db,
  name: string,
  count: number,
  documentAt: (at: number) => object,
): Promise<void> {
  const collection = db.collection(name)
  for (let from = 0; from < count; from += atOnce) {
    const length = Math.min(atOnce, count - from)
    await collection.insertMany(
      Array.from({ length }, (_, at) => documentAt(from + at)),
      { ordered: false },
    )
  }
}

/** An item as the queue keeps it. */
export function itemAt(at: number): object {
  const now = new Date()
  return {
    ...{ _id: new ObjectId(), key: `c${at}@example.com`, queue: 'dwmQueue', state: 'ready', claim: null },
    ...{ priority: 0, attempts: 0, generation: 1, addedAt: now, enteredAt: now, exportedAt: now },
    ...{ arrival: 'x', batch: null, payload: { ContactID: String(at) }, source: 'x', trail: [] },
  }
}

/** A history document as washing writes it. */
export function historyAt(at: number): object {
  const change = { normLookup: { from: 'NYC', to: 'New York' } }
  return {
    ContactID: String(at),
    _current: 0,
    configName: 'Eloqua_Contacts_DWM',
    timestamp: 1_700_000_000 + at,
    city: change,
  }
}
