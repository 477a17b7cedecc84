import { byCodePoint } from '../code-point-order.ts'
import type { WashConfig } from '../config/read-config.ts'
import type { DeriveStepConfig, FieldConfig } from '../config/read-field.ts'
import type { FunctionPosition } from '../config/read-functions.ts'
import { CopyValue } from '../derive/copy-value.ts'
import { DeriveChain } from '../derive/derive-chain.ts'
import { DeriveIncludes } from '../derive/derive-includes.ts'
import { DeriveRegex } from '../derive/derive-regex.ts'
import { DeriveValue } from '../derive/derive-value.ts'
import type { DeriveStep, StepSettings } from '../derive/step.ts'
import type { CustomFunction } from '../functions/custom-functions.ts'
import { FunctionStage } from '../functions/function-stage.ts'
import type { RuleBook } from '../rules/rule-book.ts'
import { type LookupType, lookupTypes } from '../rules/rule-documents.ts'
import { FieldPipeline } from './field-pipeline.ts'
import type { WashState } from './wash-state.ts'

/** Something that a record passes through. */
export interface Stage {
  /** The field that it may change. */
  readonly field: string
  run(state: WashState): void
}

/** The custom functions that come right before each lookup stage. */
const positionBefore: Record<LookupType, FunctionPosition> = {
  genericLookup: 'beforeGenericValidation',
  genericRegex: 'beforeGenericRegex',
  fieldSpecificLookup: 'beforeFieldSpecificValidation',
  fieldSpecificRegex: 'beforeFieldSpecificRegex',
  normLookup: 'beforeNormalization',
  normRegex: 'beforeNormalizationRegex',
  normIncludes: 'beforeNormalizationIncludes',
}

/** The way of a record under a config, and the names of all fields that it looks at, in the order of their places. */
export function buildStages(
  config: WashConfig,
  book: RuleBook,
  memoSize: number,
): { names: string[]; stages: Stage[] } {
  const builder = new StageBuilder(config, book, memoSize)
  const stages = [
    ...stretches(config).flatMap(({ functions, types }) => [
      ...builder.functions(functions),
      ...builder.lines(types),
    ]),
    ...builder.functions(config.functions.get('beforeDeriveData') ?? []),
    ...builder.chains(),
    ...builder.functions(config.functions.get('afterProcessing') ?? []),
  ]
  builder.placeOf(config.history.idField)
  return { names: builder.names, stages }
}

/** Lookup stages between which no custom function stands: there every field can go all its way by itself. */
function stretches(config: WashConfig): { functions: readonly CustomFunction[]; types: LookupType[] }[] {
  const all: { functions: readonly CustomFunction[]; types: LookupType[] }[] = [{ functions: [], types: [] }]
  for (const type of lookupTypes) {
    const functions = config.functions.get(positionBefore[type]) ?? []
    if (functions.length > 0) all.push({ functions, types: [type] })
    else all.at(-1)?.types.push(type)
  }
  return all
}

class StageBuilder {
  readonly #config: WashConfig
  readonly #book: RuleBook
  readonly #memoSize: number
  readonly #places = new Map<string, number>()

  constructor(config: WashConfig, book: RuleBook, memoSize: number) {
    this.#config = config
    this.#book = book
    this.#memoSize = memoSize
  }

  get names(): string[] {
    return [...this.#places.keys()]
  }

  placeOf(field: string): number {
    const place = this.#places.get(field) ?? this.#places.size
    this.#places.set(field, place)
    return place
  }

  lines(types: readonly LookupType[]): FieldPipeline[] {
    return this.#config.fields.flatMap(({ name, lookup }) => {
      const own = types.filter((type) => lookup.has(type))
      if (own.length === 0) return []
      const stages = own.map((type) => this.#lineStage(type, name))
      return [new FieldPipeline(name, this.placeOf(name), stages, this.#memoSize)]
    })
  }

  #lineStage(type: LookupType, field: string) {
    const rules = this.#book.forField(type, field)
    const hasRules = rules !== undefined && rules.size > 0
    const isPatternStage = type.endsWith('Regex')
    return { type, rules: hasRules ? rules : undefined, needsText: hasRules || !isPatternStage }
  }

  functions(functions: readonly CustomFunction[]): FunctionStage[] {
    return functions.map((customFunction) => {
      const { field, onlyWhere } = customFunction
      const wherePlace = onlyWhere && this.placeOf(onlyWhere.field)
      const keepWithoutDigits = this.#config.corrections.has('zip-00000')
      return new FunctionStage(customFunction, this.placeOf(field), wherePlace, keepWithoutDigits)
    })
  }

  chains(): DeriveChain[] {
    const blankLast = this.#config.corrections.has('blank-stops-chain')
    return this.#config.fields
      .filter((field) => field.derive.length > 0)
      .map((field) => new DeriveChain(field.name, this.placeOf(field.name), this.#steps(field), blankLast))
  }

  #steps(field: FieldConfig): DeriveStep[] {
    return field.derive.map((step) => this.#step(field.name, step))
  }

  #step(field: string, { type, fieldSet, overwrite, blankIfNoMatch }: DeriveStepConfig): DeriveStep {
    const blankOnlyWithoutMatch = this.#config.corrections.has('match-then-blank')
    const [first, ...others] = fieldSet
    const sources = [this.placeOf(first), ...others.map((name) => this.placeOf(name))] as const
    const settings: StepSettings = { sources, overwrite, blankIfNoMatch, blankOnlyWithoutMatch }
    if (type === 'copyValue') return new CopyValue(settings)
    if (type === 'deriveValue') {
      const sorted = fieldSet.toSorted(byCodePoint)
      const places = sorted.map((name) => this.placeOf(name))
      return new DeriveValue(settings, places, this.#book.values.find(field, sorted))
    }
    const rules = this.#book.forDerive(type, field, first)
    return type === 'deriveRegex' ? new DeriveRegex(settings, rules) : new DeriveIncludes(settings, rules)
  }
}
