import { type Cause, noRule, type WashState } from '../wash-state.ts'
import { type Derived, type DeriveStep, mayReplace, SourceValues, type StepSettings } from './step.ts'

/** Copies the source as it is, unless it is ''. blankIfNoMatch means nothing here. */
export class CopyValue implements DeriveStep {
  readonly type = 'copyValue'
  readonly sources: readonly number[]
  readonly #settings: StepSettings
  readonly #sourceValues: SourceValues
  readonly #source: number

  constructor(settings: StepSettings, source: number) {
    this.sources = settings.sources
    this.#settings = settings
    this.#sourceValues = new SourceValues(settings.sources)
    this.#source = source
  }

  derive(current: unknown, sheet: WashState): Derived | undefined {
    const value = sheet.values[this.#source]
    if (value === '' || !mayReplace(this.#settings, current)) return undefined
    return { to: value, matched: true, blanked: false, cause: undefined }
  }

  explain(_derived: Derived, sheet: WashState): Cause {
    return { ...noRule, using: this.#sourceValues.read(sheet) }
  }
}
