import { type Cause, noRule, type Sheet } from '../sheet.ts'
import { type Derived, type DeriveStep, mayReplace, type StepSettings, sourceValues } from './step.ts'

/** Copies the source as it is, unless it is ''. blankIfNoMatch means nothing here. */
export class CopyValue implements DeriveStep {
  readonly type = 'copyValue'
  readonly sources: readonly number[]
  readonly #settings: StepSettings
  readonly #source: number

  constructor(settings: StepSettings, source: number) {
    this.sources = settings.sources
    this.#settings = settings
    this.#source = source
  }

  derive(current: unknown, sheet: Sheet): Derived | undefined {
    const value = sheet.values[this.#source]
    if (value === '' || !mayReplace(this.#settings, current)) return undefined
    return { to: value, matched: true, blanked: false, cause: undefined }
  }

  explain(_derived: Derived, sheet: Sheet): Cause {
    return { ...noRule, using: sourceValues(this.sources, sheet) }
  }
}
