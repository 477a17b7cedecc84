import type { Hit, RuleList } from '../rules/hit.ts'
import { sameValue } from '../wash/same-value.ts'
import { type Cause, noRule, type WashState } from '../wash/wash-state.ts'
import { type Derived, noMatchFound, SourceStep, type StepSettings } from './step.ts'

/**
 * Takes the value of the first includes rule that holds for the cleaned first source; '' is tested too.
 * blankIfNoMatch empties the field, overwrite or not, when its value stays the same for whatever reason; with
 * `blankOnlyWithoutMatch` only when no rule holds, for which the rules are asked even where they may not overwrite.
 */
export class DeriveIncludes extends SourceStep {
  readonly type = 'deriveIncludes'
  readonly #rules: RuleList | undefined

  constructor(settings: StepSettings, rules: RuleList | undefined) {
    super(settings)
    this.#rules = rules
  }

  derive(current: unknown, state: WashState): Derived | undefined {
    const { blankIfNoMatch, blankOnlyWithoutMatch } = this.settings
    const replaces = this.mayReplace(current)
    const hit = this.#find(state, replaces || (blankIfNoMatch && blankOnlyWithoutMatch))
    const to = replaces && hit !== undefined ? hit.to : current
    const asGoodAsNone = blankOnlyWithoutMatch ? hit === undefined : sameValue(to, current)
    if (blankIfNoMatch && asGoodAsNone) {
      return { to: '', matched: hit !== undefined, blanked: true, cause: hit }
    }
    return hit && { to, matched: true, blanked: false, cause: hit }
  }

  /** The source stands in `using` within an object of its own name; a hit that was blanked shows both facts. */
  explain({ cause, blanked }: Derived, state: WashState): Cause {
    const source = { [state.name(this.source)]: this.sourceValues(state) }
    const found = cause === undefined ? {} : { ...source, ...cause.using }
    const using = blanked ? { ...found, ...noMatchFound } : found
    return { ...noRule, ...cause, using }
  }

  #find(state: WashState, wanted: boolean): Hit | undefined {
    const source = state.values[this.source]
    if (source === null) return undefined
    if (typeof source !== 'string') {
      state.failNotText(this.source, this.type)
      return undefined
    }
    return wanted ? this.#rules?.find(state.cleaned(this.source)) : undefined
  }
}
