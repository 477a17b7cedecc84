import { clean } from './clean.ts'
import type { LookupType } from './config/read-field.ts'
import { Memo } from './memo.ts'
import type { Hit, TextRules } from './rules/hit.ts'
import { sameValue } from './same-value.ts'
import type { Sheet } from './sheet.ts'
import type { WashChange } from './wash-result.ts'

/** One stage for one field. */
export interface LineStage {
  readonly type: LookupType
  /** undefined when there is no rule for the field. */
  readonly rules: TextRules | undefined
  /** Whether the stage cannot take a number or the like; pattern stages can, as long as they have no rule to try. */
  readonly needsText: boolean
}

/** What becomes of a value on the line. */
interface Outcome {
  readonly value: unknown
  readonly changes: readonly WashChange[]
  readonly hits: readonly LookupType[]
  /** The stage that a rule before it left with something that is no text. */
  readonly stuckAt: LookupType | undefined
}

const untouched: Outcome = { value: undefined, changes: [], hits: [], stuckAt: undefined }

/** Longer values are not remembered, so that the memory a memo can take stays in bounds. */
const longestRemembered = 200

/**
 * All lookup, pattern and includes stages of one field up to the next custom function. What they make of a value
 * depends on nothing else, so outcomes are remembered by value.
 */
export class FieldLine {
  readonly #field: string
  readonly #place: number
  readonly #stages: readonly LineStage[]
  readonly #memo: Memo<Outcome> | undefined

  constructor(field: string, place: number, stages: readonly LineStage[], memoSize: number) {
    this.#field = field
    this.#place = place
    this.#stages = stages
    this.#memo = memoSize > 0 ? new Memo(memoSize) : undefined
  }

  run(sheet: Sheet): void {
    const value = sheet.values[this.#place]
    if (value === '' || value === undefined || value === null) return
    if (typeof value !== 'string') {
      const stage = this.#stages.find(({ needsText }) => needsText)
      if (stage !== undefined) sheet.failNotText(this.#place, stage.type)
      return
    }
    const outcome = this.#outcomeOf(value)
    if (outcome === untouched) return
    for (const type of outcome.hits) sheet.hits[type] += 1
    for (const change of outcome.changes) sheet.changes.push(change)
    sheet.values[this.#place] = outcome.value
    if (outcome.stuckAt !== undefined) sheet.failNotText(this.#place, outcome.stuckAt)
  }

  #outcomeOf(value: string): Outcome {
    if (this.#memo === undefined || value.length > longestRemembered) return this.#wash(value)
    const known = this.#memo.get(value)
    if (known !== undefined) return known
    const outcome = this.#wash(value)
    this.#memo.set(value, outcome)
    return outcome
  }

  #wash(text: string): Outcome {
    let value: unknown = text
    let cleaned = clean(text)
    let outcome: { value: unknown; changes: WashChange[]; hits: LookupType[]; stuckAt: undefined } | undefined
    for (const { type, rules, needsText } of this.#stages) {
      if (typeof value !== 'string') {
        if (value !== null && needsText) return { ...(outcome ?? untouched), stuckAt: type }
        continue
      }
      const hit = rules?.find(cleaned)
      if (hit === undefined) continue
      outcome ??= { value, changes: [], hits: [], stuckAt: undefined }
      outcome.hits.push(type)
      if (sameValue(value, hit.to)) continue
      outcome.changes.push(this.#change(type, value, hit))
      value = hit.to
      outcome.value = value
      if (value === '') break
      if (typeof value === 'string') cleaned = clean(value)
    }
    return outcome ?? untouched
  }

  #change(ruleType: LookupType, from: unknown, hit: Hit): WashChange {
    const { to, using, pattern, ruleId, ruleIndex } = hit
    return { field: this.#field, ruleType, from, to, using, pattern, ruleId, ruleIndex }
  }
}
