import type { RuleList } from '../rules/hit.ts'
import { sameValue } from '../wash/same-value.ts'
import { type Cause, noRule, type WashState } from '../wash/wash-state.ts'
import { type Derived, SourceStep, type StepSettings } from './step.ts'

/**
 * Rewrites the cleaned source by the first pattern that matches it. Does nothing at all where the source is '' or
 * the current value must stay. blankIfNoMatch also empties the field when the match gives just the current value,
 * unless `blankOnlyWithoutMatch`.
 */
export class DeriveRegex extends SourceStep {
  readonly type = 'deriveRegex'
  readonly #rules: RuleList | undefined

  constructor(settings: StepSettings, rules: RuleList | undefined) {
    super(settings)
    this.#rules = rules
  }

  derive(current: unknown, state: WashState): Derived | undefined {
    const source = state.values[this.source]
    if (source === '' || !this.mayReplace(current)) return undefined
    const hit = this.#find(source, state)
    const to = hit === undefined ? current : hit.to
    const { blankIfNoMatch, blankOnlyWithoutMatch } = this.settings
    const asGoodAsNone = blankOnlyWithoutMatch ? hit === undefined : sameValue(to, current)
    if (blankIfNoMatch && asGoodAsNone) {
      return { to: '', matched: hit !== undefined, blanked: true, cause: undefined }
    }
    return hit && { to, matched: true, blanked: false, cause: hit }
  }

  explain({ cause, blanked }: Derived, state: WashState): Cause {
    const using = this.sourceValues(state)
    return blanked ? { ...noRule, using, pattern: 'no matching pattern' } : { ...noRule, ...cause, using }
  }

  #find(source: unknown, state: WashState) {
    if (this.#rules === undefined || this.#rules.size === 0 || source === null) return undefined
    if (typeof source === 'string') return this.#rules.find(state.cleaned(this.source))
    state.failNotText(this.source, this.type)
    return undefined
  }
}
