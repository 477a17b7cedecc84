import {
  type CheckedExample,
  ConfigError,
  checkExamples,
  type LintFinding,
  type RuleExample,
  type RuleSays,
  ruleSays,
  textOf,
} from '@dwmops/core'
import {
  type ConfigDocument,
  type RuleCollection,
  type RuleDocument,
  type RuleSet,
  ruleCollections,
} from '../rules/rule-collections.ts'

/** Code of a finding about an example of a rule that does not come out as it should. */
export const failedExample = 'failed-example'

interface OwnedExample {
  readonly collection: RuleCollection
  readonly id: string
  readonly example: RuleExample
  readonly rule: RuleSays
}

/**
 * What is wrong with the examples that rules of a set carry (`examples`: a list of `{value, expected, field?, given?}`; `field` is that of
 * the rule where it is left out). Each is washed by all rules and every config that applies its rule to its field.
 */
export function exampleFindings({ rules, configs }: RuleSet): LintFinding[] {
  const owned = ruleCollections.flatMap((collection) =>
    rules[collection].flatMap((rule, at) => examplesOf(collection, rule, at)),
  )
  const examples = owned.filter((one): one is OwnedExample => !('reason' in one))
  const unused = examples.filter(({ collection, example: { field } }) =>
    configs.every((config) => !applies(config, collection, field)),
  )
  const failed = configs.flatMap((config) =>
    checked(
      rules,
      config,
      examples.filter(({ collection, example: { field } }) => applies(config, collection, field)),
    ),
  )
  return [
    ...owned.filter((one): one is LintFinding => 'reason' in one),
    ...unused.map((one) => finding(one, `no config applies ${one.collection} to ${one.example.field}`)),
    ...failed,
  ]
}

function examplesOf(
  collection: RuleCollection,
  rule: RuleDocument,
  at: number,
): (OwnedExample | LintFinding)[] {
  const { examples, fieldName } = rule
  if (examples === undefined) return []
  const id = rule['_id'] === undefined ? `#${at}` : textOf(rule['_id'])
  const says = ruleSays(rule)
  const malformed = finding({ collection, id, rule: says }, 'examples are a list of {value, expected}')
  if (!Array.isArray(examples)) return [malformed]
  return examples.map((one: unknown) => {
    const { field = fieldName, value, expected, given } = (one ?? {}) as Record<string, unknown>
    if (!isText(field) || !isText(value) || !isText(expected) || !isTexts(given)) return malformed
    return {
      collection,
      id,
      rule: says,
      example: { field, value, expected, ...(given !== undefined && { given }) },
    }
  })
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> | undefined {
  if (value === undefined) return true
  return typeof value === 'object' && value !== null && Object.values(value).every(isText)
}

/** Whether a config lets the rules of a collection change a field. */
function applies(config: ConfigDocument, collection: RuleCollection, field: string): boolean {
  const fields = config['fields'] as Readonly<Record<string, FieldConfig>> | undefined
  const { lookup, derive } = fields?.[field] ?? {}
  const steps = typeof derive === 'object' && derive !== null ? Object.values(derive) : []
  return (
    (Array.isArray(lookup) && lookup.includes(collection)) || steps.some((step) => step?.type === collection)
  )
}

interface FieldConfig {
  readonly lookup?: unknown
  readonly derive?: Readonly<Record<string, { readonly type?: unknown } | null>> | null
}

function checked(
  rules: RuleSet['rules'],
  config: ConfigDocument,
  owned: readonly OwnedExample[],
): LintFinding[] {
  if (owned.length === 0) return []
  try {
    const examples = owned.map(({ example }) => example)
    return checkExamples({ ...rules }, config, examples).flatMap((one, at) => {
      const owner = owned[at]
      return one.passed || owner === undefined ? [] : [finding(owner, failureOf(one))]
    })
  } catch (error) {
    if (error instanceof ConfigError) return [] // what is wrong with a config is found by itself
    throw error
  }
}

function failureOf({ example: { field, value, expected }, result, reason }: CheckedExample): string {
  const got = result === undefined ? '' : `, got ${JSON.stringify(result)}`
  return `example ${JSON.stringify(value)} of ${field}: expected ${JSON.stringify(expected)}${got}; ${reason}`
}

function finding({ collection, id, rule }: Omit<OwnedExample, 'example'>, reason: string): LintFinding {
  const suggestion = 'correct the rules, or the example of this rule; or accept failed examples'
  return { severity: 'error', code: failedExample, collection, id, reason, suggestion, rule }
}
