import { clean } from '../clean.ts'
import type { Hit, TextRules } from '../rules/hit.ts'
import type { LookupType } from '../rules/rule-documents.ts'
import { addChange, type FieldHistory } from './field-history.ts'
import { Memo } from './memo.ts'
import { sameValue } from './same-value.ts'
import { changeBytes } from './wash-limits.ts'
import type { WashChange } from './wash-result.ts'
import type { WashState } from './wash-state.ts'

/** One stage for one field. */
export interface LineStage {
  readonly type: LookupType
  /** undefined when there is no rule for the field. */
  readonly rules: TextRules | undefined
  /** Whether the stage cannot take a number or the like; pattern stages can, as long as they have no rule to try. */
  readonly needsText: boolean
}

/** What becomes of a value on the line; shared by all records that have the value. */
interface Outcome {
  readonly value: unknown
  /** The comparison text of a `value` that is text. */
  readonly cleaned: string
  readonly changes: readonly WashChange[]
  /** What the changes take where they are stored. */
  readonly bytes: number
  /** undefined without changes. */
  readonly history: FieldHistory | undefined
  readonly hits: readonly LookupType[]
  /** The stage that a rule before it left with something that is no text. */
  readonly stuckAt: LookupType | undefined
}

const nothing: readonly never[] = []

/** Longer values, and those of which more is made, are not remembered, so that the memory a memo can take stays in bounds. */
const longestRemembered = 200
const mostRememberedBytes = 100 * longestRemembered

/**
 * All lookup, pattern and includes stages of one field up to the next custom function. What they make of a value
 * depends on nothing else, so outcomes are remembered by value.
 */
export class FieldPipeline {
  readonly field: string
  readonly #place: number
  readonly #stages: readonly LineStage[]
  readonly #memo: Memo<Outcome> | undefined

  constructor(field: string, place: number, stages: readonly LineStage[], memoSize: number) {
    this.field = field
    this.#place = place
    this.#stages = stages
    this.#memo = memoSize > 0 ? new Memo(memoSize) : undefined
  }

  run(state: WashState): void {
    const value = state.values[this.#place]
    if (value === '' || value === undefined || value === null) return
    if (typeof value !== 'string') {
      const stage = this.#stages.find(({ needsText }) => needsText)
      if (stage !== undefined) state.failNotText(this.#place, stage.type)
      return
    }
    const { hits, changes, bytes, history, value: washed, cleaned, stuckAt } = this.#outcomeOf(value)
    for (const type of hits) state.hits[type] += 1
    if (history !== undefined) state.applyChanged(this.#place, { value: washed, changes, history, bytes })
    state.rememberCleaned(this.#place, washed, cleaned)
    if (stuckAt !== undefined) state.failNotText(this.#place, stuckAt)
  }

  #outcomeOf(value: string): Outcome {
    const memo = this.#memo
    if (memo === undefined || value.length > longestRemembered) return this.#wash(value)
    const known = memo.get(value)
    if (known !== undefined) return known
    const outcome = this.#wash(value)
    if (!memo.isResting && outcome.bytes <= mostRememberedBytes) memo.set(value, shareable(outcome))
    return outcome
  }

  #wash(text: string): Outcome {
    let value: unknown = text
    let cleaned = clean(text)
    let hits: LookupType[] | undefined
    let changes: WashChange[] | undefined
    let bytes = 0
    let history: FieldHistory | undefined
    let stuckAt: LookupType | undefined
    for (const { type, rules, needsText } of this.#stages) {
      if (typeof value !== 'string') {
        if (value === null || !needsText) continue
        stuckAt = type
        break
      }
      const hit = rules?.find(cleaned)
      if (hit === undefined) continue
      if (hits === undefined) hits = [type]
      else hits.push(type)
      if (sameValue(value, hit.to)) continue
      const change = this.#change(type, value, hit)
      history = addChange(history, change)
      bytes += changeBytes(change)
      if (changes === undefined) changes = [change]
      else changes.push(change)
      value = hit.to
      if (typeof value === 'string') cleaned = clean(value)
      if (value === '') break
    }
    return { value, cleaned, changes: changes ?? nothing, bytes, history, hits: hits ?? nothing, stuckAt }
  }

  #change(ruleType: LookupType, from: unknown, hit: Hit): WashChange {
    const { to, using, pattern, ruleId, ruleIndex } = hit
    return { field: this.field, ruleType, from, to, using, pattern, ruleId, ruleIndex }
  }
}

/** A remembered history goes into the documents of many records: nobody may write into it. */
function shareable(outcome: Outcome): Outcome {
  for (const change of Object.values(outcome.history ?? {})) Object.freeze(change)
  Object.freeze(outcome.history)
  return outcome
}
