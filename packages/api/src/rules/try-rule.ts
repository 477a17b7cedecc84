import { compileWasher, type RuleCollection } from '@dwmops/core'
import type { RuleDocument } from '@dwmops/rule-store'

/** What a rule makes of a value. */
export interface Trial {
  readonly value: string
  /** What the field holds then; null where the value could not be washed. */
  readonly after: string | null
  /** Whether the rule took hold. */
  readonly hit: boolean
}

/**
 * Washes values by one rule and nothing else: values of its field; for a rule that derives, of the field that it derives from (of several, the
 * first, the others being as the rule wants them).
 */
export function tryRule(
  collection: RuleCollection,
  document: RuleDocument,
  values: readonly string[],
): Trial[] {
  const target = textOf(document['fieldName']) ?? 'value'
  const given = sourceValues(collection, document)
  const [source = target] = Object.keys(given)
  const washer = compileWasher(
    { [collection]: [document] },
    trialConfig(collection, target, Object.keys(given)),
    {
      memoSize: 0,
    },
  )
  return values.map((value) => {
    const result = washer.wash({ [target]: '', ...given, [source]: value }, 0)
    if (!result.ok) return { value, after: null, hit: false }
    return { value, after: textOf(result.record[target]) ?? null, hit: (result.hits[collection] ?? 0) > 0 }
  })
}

/** The fields that a rule derives from, with the values that it wants; none for a rule that looks at its own field. */
function sourceValues(collection: RuleCollection, document: RuleDocument): Record<string, unknown> {
  if (!collection.startsWith('derive')) return {}
  const wanted =
    collection === 'deriveValue' ? { ...(document['lookupVals'] as object | null | undefined) } : {}
  return Object.keys(wanted).length > 0 ? wanted : { [textOf(document['deriveFieldName']) ?? 'source']: '' }
}

function trialConfig(collection: RuleCollection, target: string, fieldSet: readonly string[]) {
  const step = { type: collection, fieldSet, options: ['overwrite'] }
  const derives = fieldSet.length > 0
  return {
    configName: 'trial',
    fields: {
      [target]: derives ? { lookup: [], derive: { 1: step } } : { lookup: [collection], derive: {} },
    },
    userDefinedFunctions: {},
    history: {
      writeContactHistory: false,
      returnHistoryId: false,
      returnHistoryField: 'historyId',
      histIdField: { name: 'ContactID', value: 'ContactID' },
    },
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
