import { byCodePoint } from '../../code-point-order.ts'
import type { WashConfig } from '../../config/read-config.ts'
import { equalTexts, isDocument, type StoredRule } from '../../rules/stored-rule.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, type pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Rules that no config ever asks: a field without their type, or a set of fields that no derive step names. */
export function* unusedRules({ rules, configs }: LintContext): Generator<LintFinding | typeof pause> {
  if (configs.length === 0) return
  const asked = new Set(configs.flatMap(questions))
  yield* eachRule(Object.values(rules).flat(), function* (rule) {
    const places = placesOf(rule)
    if (places.length === 0 || places.some((place) => asked.has(place))) return
    const reason = `no config asks ${rule.collection} for ${places.map(inPlainWords).join(' or ')}`
    const suggestion = 'correct the field names, add the type to the config, or delete the rule'
    yield onRule(rule, asWarning('unused-rule', reason, suggestion))
  })
}

/** What a config asks: rule type, field and, for deriving, the source fields. */
function questions({ fields }: WashConfig): string[] {
  return fields.flatMap(({ name, lookup, derive }) => [
    ...[...lookup].map((type) => placeName(type, type.startsWith('generic') ? '' : name)),
    ...derive.map(({ type, fieldSet }) =>
      placeName(type, name, type === 'deriveValue' ? fieldSet : fieldSet.slice(0, 1)),
    ),
  ])
}

function placesOf({ collection, body }: StoredRule): string[] {
  if (collection.startsWith('generic')) return [placeName(collection, '')]
  return equalTexts(body['fieldName']).flatMap((field) => {
    if (collection === 'deriveValue') {
      const lookups = [body['lookupVals']].flat().filter(isDocument)
      return lookups.map((lookup) => placeName(collection, field, Object.keys(lookup)))
    }
    if (!collection.startsWith('derive')) return [placeName(collection, field)]
    return equalTexts(body['deriveFieldName']).map((source) => placeName(collection, field, [source]))
  })
}

function placeName(type: string, field: string, sources: readonly string[] = []): string {
  return JSON.stringify([type, field, ...sources.toSorted(byCodePoint)])
}

function inPlainWords(place: string): string {
  const [, field, ...sources]: string[] = JSON.parse(place)
  if (field === '') return 'any field'
  return sources.length === 0 ? `${field}` : `${field} from ${sources.join(' and ')}`
}
