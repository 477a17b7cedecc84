import type { RuleList } from '../rules/hit.ts'
import { sameValue } from '../same-value.ts'
import { type Cause, noRule, type WashState } from '../wash-state.ts'
import { type Derived, type DeriveStep, mayReplace, SourceValues, type StepSettings } from './step.ts'

/**
 * Rewrites the cleaned source by the first pattern that matches it. Does nothing at all where the source is '' or
 * the current value must stay. blankIfNoMatch also empties the field when the match gives just the current value,
 * unless `blankOnlyWithoutMatch`.
 */
export class DeriveRegex implements DeriveStep {
  readonly type = 'deriveRegex'
  readonly sources: readonly number[]
  readonly #settings: StepSettings
  readonly #sourceValues: SourceValues
  readonly #source: number
  readonly #rules: RuleList | undefined

  constructor(settings: StepSettings, source: number, rules: RuleList | undefined) {
    this.sources = settings.sources
    this.#settings = settings
    this.#sourceValues = new SourceValues(settings.sources)
    this.#source = source
    this.#rules = rules
  }

  derive(current: unknown, sheet: WashState): Derived | undefined {
    const source = sheet.values[this.#source]
    if (source === '' || !mayReplace(this.#settings, current)) return undefined
    const hit = this.#find(source, sheet)
    const to = hit === undefined ? current : hit.to
    const { blankIfNoMatch, blankOnlyWithoutMatch } = this.#settings
    const asGoodAsNone = blankOnlyWithoutMatch ? hit === undefined : sameValue(to, current)
    if (blankIfNoMatch && asGoodAsNone) {
      return { to: '', matched: hit !== undefined, blanked: true, cause: undefined }
    }
    return hit && { to, matched: true, blanked: false, cause: hit }
  }

  explain({ cause, blanked }: Derived, sheet: WashState): Cause {
    const using = this.#sourceValues.read(sheet)
    return blanked ? { ...noRule, using, pattern: 'no matching pattern' } : { ...noRule, ...cause, using }
  }

  #find(source: unknown, sheet: WashState) {
    if (this.#rules === undefined || this.#rules.size === 0 || source === null) return undefined
    if (typeof source === 'string') return this.#rules.find(sheet.cleaned(this.#source))
    sheet.failNotText(this.#source, this.type)
    return undefined
  }
}
