import { clean } from '../clean.ts'
import type { WashConfig } from '../config/read-config.ts'
import type { Hit, TextRules } from '../rules/hit.ts'
import type { RuleBook } from '../rules/rule-book.ts'
import { type LookupType, lookupTypes } from '../rules/rule-documents.ts'
import { RuleFailure } from '../rules/rule-failure.ts'
import { sameValue } from '../wash/same-value.ts'

/** A rule that gives a value another text. */
export interface Rewrite {
  readonly collection: LookupType
  readonly id: unknown
  readonly index: number
  readonly to: unknown
}

/** The lookup types of a field in the order in which they run; none when the config does not wash the field. */
export function typesByField(config: WashConfig, field: string): LookupType[][] {
  const lookup = config.fields.find(({ name }) => name === field)?.lookup
  return lookup === undefined ? [] : [lookupTypes.filter((type) => lookup.has(type))]
}

/** The first rule of these types that changes the text; undefined when all leave it as it is. */
export function firstRewrite(
  book: RuleBook,
  types: readonly LookupType[],
  field: string,
  text: string,
): Rewrite | undefined {
  const cleaned = clean(text)
  for (const collection of types) {
    const hit = hitOf(book.forField(collection, field), cleaned)
    if (hit === undefined || sameValue(hit.to, text)) continue
    return { collection, id: hit.ruleId, index: hit.ruleIndex ?? 0, to: hit.to }
  }
  return undefined
}

/** A rule that is too costly for the text, or makes too much of it, is taken as not hitting. */
function hitOf(rules: TextRules | undefined, cleaned: string): Hit | undefined {
  try {
    return rules?.find(cleaned)
  } catch (error) {
    if (error instanceof RuleFailure) return undefined
    throw error
  }
}
