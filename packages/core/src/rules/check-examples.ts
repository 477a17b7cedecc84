import { readConfig } from '../config/read-config.ts'
import type { WashChange } from '../wash/wash-result.ts'
import { compileWasher, type Washer } from '../wash/washer.ts'
import type { RuleDocuments } from './rule-documents.ts'

/** What a value of a field has to become. */
export interface RuleExample {
  readonly field: string
  readonly value: string
  readonly expected: string
  /** Values of further fields, where the result depends on them. */
  readonly given?: Readonly<Record<string, string>>
}

/** What became of an example. */
export interface CheckedExample {
  readonly example: RuleExample
  readonly passed: boolean
  /** The value after washing; undefined when the record could not be washed. */
  readonly result: unknown
  /** The last change of the field, with its rule; undefined when nothing changed it. */
  readonly decidedBy: WashChange | undefined
  /** Why it did not pass, in words without the values. */
  readonly reason: string | undefined
}

/** Washes each example as a record of its own and compares the results. Throws ConfigError, RulesError. */
export function checkExamples(
  rules: RuleDocuments,
  config: unknown,
  examples: readonly RuleExample[],
): CheckedExample[] {
  const washer = compileWasher(rules, config, { memoSize: 0 })
  const { fields, functions } = readConfig(config)
  const custom = [...functions.values()].flat().map(({ field }) => field)
  const washed = new Set([...fields.map(({ name }) => name), ...custom])
  return examples.map((example) =>
    washed.has(example.field)
      ? check(washer, example)
      : { example, ...untouched, reason: `config ${washer.configName} washes no field ${example.field}` },
  )
}

const untouched = { passed: false, result: undefined, decidedBy: undefined } as const

function check(washer: Washer, example: RuleExample): CheckedExample {
  const { field, value, expected, given } = example
  const washed = washer.wash({ [washer.history.idField]: 'example', ...given, [field]: value }, 0)
  if (!washed.ok) return { example, ...untouched, reason: `${washed.error.code}: ${washed.error.reason}` }
  const result = washed.record[field]
  const decidedBy = washed.changes.findLast((change) => change.field === field)
  const passed = result === expected
  return {
    example,
    passed,
    result,
    decidedBy,
    reason: passed ? undefined : `decided by ${nameOf(decidedBy)}`,
  }
}

function nameOf(change: WashChange | undefined): string {
  if (change === undefined) return 'no rule: none changes it'
  const { ruleType, ruleId, ruleIndex } = change
  return ruleIndex === undefined ? ruleType : `${ruleType} ${ruleId ?? `#${ruleIndex}`}`
}
