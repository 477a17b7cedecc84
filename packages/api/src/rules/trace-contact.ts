import { compileWasher, type RuleCollection, type TraceStep, traceWash, type Washer } from '@dwmops/core'
import type { RuleDocument, RuleSet } from '@dwmops/rule-store'
import { jsonOf } from '../answers.ts'
import { type Trace, TraceSchema } from '../schemas/trace.ts'
import { documentAnswer } from './documents.ts'

/** Rules that contacts are washed by one at a time, each step to be seen. */
export interface Tracer {
  /** The field of a record that its history goes by. */
  readonly idField: string
  trace(record: Readonly<Record<string, unknown>>): Trace
}

/** Compiles rules to explain what they do. Throws ConfigError. */
export function openTracer(rules: RuleSet['rules'], config: RuleDocument): Tracer {
  const washer = compileWasher(rules, config, { memoSize: 0 })
  return { idField: washer.history.idField, trace: (record) => traceOf(washer, { rules, config }, record) }
}

function traceOf(
  washer: Washer,
  { rules, config }: { readonly rules: RuleSet['rules']; readonly config: RuleDocument },
  record: Readonly<Record<string, unknown>>,
): Trace {
  const washed = washer.wash(record, 0)
  if (!washed.ok) {
    const { code, field, rule, reason } = washed.error
    return jsonOf(TraceSchema, { failure: { code, field, rule, reason }, fields: [] })
  }
  const fields = traceWash(config, record, washed).map((field) => {
    return { ...field, steps: field.steps.map((step) => stepAnswer(rules, step)) }
  })
  return jsonOf(TraceSchema, { failure: null, fields })
}

function stepAnswer(rules: RuleSet['rules'], { ruleType, change }: TraceStep) {
  if (change === undefined) return { ruleType, change: null }
  const { from, to, ruleId, ruleIndex, using, pattern } = change
  const rule = ruleIndex === undefined ? undefined : rules[ruleType as RuleCollection]?.[ruleIndex]
  return {
    ruleType,
    change: {
      ...{ from, to, using, pattern },
      ...(ruleId !== undefined && { ruleId: String(ruleId) }),
      ...(rule !== undefined && { document: withoutId(documentAnswer(rule)) }),
    },
  }
}

function withoutId({ _id, ...document }: Record<string, unknown>): Record<string, unknown> {
  return document
}
