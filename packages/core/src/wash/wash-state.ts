import { clean } from '../clean.ts'
import type { Hit } from '../rules/hit.ts'
import type { RuleType, RuleTypeCounts } from '../rules/rule-documents.ts'
import { addChange, type FieldHistory } from './field-history.ts'
import { sameValue } from './same-value.ts'
import { changeBytes, mostChangeBytes } from './wash-limits.ts'
import type { WashChange, WashFailure } from './wash-result.ts'

/** Why a change was made; a `Hit` has all of it. */
export type Cause = Pick<Hit, 'using' | 'pattern' | 'ruleId' | 'ruleIndex'>

/** Several changes of one field, and where they have led. */
export interface Changed {
  readonly value: unknown
  readonly changes: readonly WashChange[]
  readonly history: FieldHistory
  /** What the changes take where they are stored. */
  readonly bytes: number
}

/** The cause of a change that no rule made. */
export const noRule: Cause = { using: undefined, pattern: undefined, ruleId: undefined, ruleIndex: undefined }

/**
 * The record under the wash. Fields have fixed places, found once at compile time, so that the stages work on an
 * array; one state serves all records of a washer, one after the other.
 */
export class WashState {
  readonly #names: readonly string[]
  /** Names that every object inherits something under: there only the record's own value counts. */
  readonly #inherited: readonly boolean[]
  readonly values: unknown[]
  /** What the history says of each field so far. */
  readonly histories: (FieldHistory | undefined)[]
  /** Places of the fields that have a history, in the order in which they got it. */
  readonly touched: number[] = []
  readonly #cleanedOf: unknown[]
  readonly #cleaned: string[]
  changes: WashChange[] = []
  hits: RuleTypeCounts = countsOfNothing()
  /** Bytes that the changes take where they are stored; an upper bound. */
  changeBytes = 0
  failure: Pick<WashFailure, 'code' | 'field' | 'rule' | 'reason'> | undefined

  constructor(names: readonly string[]) {
    this.#names = names
    this.#inherited = names.map((name) => name in Object.prototype)
    this.values = names.map(() => undefined)
    this.histories = names.map(() => undefined)
    this.#cleanedOf = names.map(() => undefined)
    this.#cleaned = names.map(() => '')
  }

  /** Lays out a record; undefined stands for an absent field. */
  load(record: Readonly<Record<string, unknown>>): void {
    const { values } = this
    const names = this.#names
    for (let place = 0; place < names.length; place += 1) {
      const name = names[place] as string
      values[place] = this.#inherited[place] && !Object.hasOwn(record, name) ? undefined : record[name]
    }
    for (const place of this.touched) this.histories[place] = undefined
    this.touched.length = 0
    this.changes = []
    this.hits = countsOfNothing()
    this.changeBytes = 0
    this.failure = undefined
  }

  /** Writes what was washed into a copy of the record; says whether anything differs. */
  writeInto(copy: Record<string, unknown>): boolean {
    let differs = false
    for (const place of this.touched) {
      const name = this.name(place)
      const value = this.values[place]
      if (sameValue(value, copy[name])) continue
      copy[name] = value
      differs = true
    }
    return differs
  }

  name(place: number): string {
    return this.#names[place] as string
  }

  /** The comparison text of a field that holds text. */
  cleaned(place: number): string {
    const value = this.values[place]
    if (this.#cleanedOf[place] !== value) this.rememberCleaned(place, value, clean(value as string))
    return this.#cleaned[place] as string
  }

  /** Saves cleaning a value again that was cleaned already. */
  rememberCleaned(place: number, value: unknown, cleaned: string): void {
    this.#cleanedOf[place] = value
    this.#cleaned[place] = cleaned
  }

  /** Sets a field and notes the change. */
  change(place: number, ruleType: RuleType, to: unknown, { using, pattern, ruleId, ruleIndex }: Cause): void {
    const from = this.values[place]
    const change = { field: this.name(place), ruleType, from, to, using, pattern, ruleId, ruleIndex }
    this.values[place] = to
    this.changes.push(change)
    this.#addBytes(place, ruleType, changeBytes(change))
    const history = this.histories[place]
    if (history === undefined) this.touched.push(place)
    this.histories[place] = addChange(history, change)
  }

  /** Applies several changes of a field at once, whose history is known. */
  applyChanged(place: number, { value, changes, history, bytes }: Changed): void {
    this.values[place] = value
    for (const change of changes) this.changes.push(change)
    this.#addBytes(place, changes.at(-1)?.ruleType, bytes)
    const earlier = this.histories[place]
    if (earlier === undefined) this.touched.push(place)
    this.histories[place] = earlier === undefined ? history : { ...earlier, ...history }
  }

  /** A record whose changes fit in no document cannot be washed. */
  #addBytes(place: number, rule: RuleType | undefined, bytes: number): void {
    this.changeBytes += bytes
    if (this.changeBytes <= mostChangeBytes) return
    const reason = `the changes of this record take more than ${mostChangeBytes} bytes, which no document holds`
    this.failure ??= { code: 'RESULT_TOO_LARGE', field: this.name(place), rule, reason }
  }

  /** Notes that the record cannot be washed: a rule needs text where there is none. The first failure counts. */
  failNotText(place: number, rule: RuleType): void {
    const field = this.name(place)
    const kind = kindOf(this.values[place])
    this.failure ??= {
      code: 'NOT_TEXT',
      field,
      rule,
      reason: `${rule} needs text in ${field}, found ${kind}`,
    }
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function countsOfNothing(): RuleTypeCounts {
  return {
    genericLookup: 0,
    genericRegex: 0,
    fieldSpecificLookup: 0,
    fieldSpecificRegex: 0,
    normLookup: 0,
    normRegex: 0,
    normIncludes: 0,
    deriveValue: 0,
    copyValue: 0,
    deriveRegex: 0,
    deriveIncludes: 0,
    'UDF-CleanZipcodeUS': 0,
    'UDF-CleanAnnualRevenue': 0,
  }
}
