import type { Hit, RuleList } from '../rules/hit.ts'
import { sameValue } from '../same-value.ts'
import { type Cause, noRule, type WashState } from '../wash-state.ts'
import {
  type Derived,
  type DeriveStep,
  mayReplace,
  noMatchFound,
  SourceValues,
  type StepSettings,
} from './step.ts'

/**
 * Takes the value of the first includes rule that holds for the cleaned first source; '' is tested too.
 * blankIfNoMatch empties the field, overwrite or not, when its value stays the same for whatever reason; with
 * `blankOnlyWithoutMatch` only when no rule holds, for which the rules are asked even where they may not overwrite.
 */
export class DeriveIncludes implements DeriveStep {
  readonly type = 'deriveIncludes'
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
    const { blankIfNoMatch, blankOnlyWithoutMatch } = this.#settings
    const replaces = mayReplace(this.#settings, current)
    const hit = this.#find(sheet, replaces || (blankIfNoMatch && blankOnlyWithoutMatch))
    const to = replaces && hit !== undefined ? hit.to : current
    const asGoodAsNone = blankOnlyWithoutMatch ? hit === undefined : sameValue(to, current)
    if (blankIfNoMatch && asGoodAsNone) {
      return { to: '', matched: hit !== undefined, blanked: true, cause: hit }
    }
    return hit && { to, matched: true, blanked: false, cause: hit }
  }

  /** The source stands in `using` within an object of its own name; a hit that was blanked shows both facts. */
  explain({ cause, blanked }: Derived, sheet: WashState): Cause {
    const source = { [sheet.name(this.#source)]: this.#sourceValues.read(sheet) }
    const found = cause === undefined ? {} : { ...source, ...cause.using }
    const using = blanked ? { ...found, ...noMatchFound } : found
    return { ...noRule, ...cause, using }
  }

  #find(sheet: WashState, wanted: boolean): Hit | undefined {
    const source = sheet.values[this.#source]
    if (source === null) return undefined
    if (typeof source !== 'string') {
      sheet.failNotText(this.#source, this.type)
      return undefined
    }
    return wanted ? this.#rules?.find(sheet.cleaned(this.#source)) : undefined
  }
}
