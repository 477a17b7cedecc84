import type { ValueTable } from '../rules/value-table.ts'
import { type Cause, noRule, type Sheet } from '../sheet.ts'
import {
  type Derived,
  type DeriveStep,
  mayReplace,
  noMatchFound,
  type StepSettings,
  sourceValues,
} from './step.ts'

/**
 * Finds a rule by the cleaned values of all source fields. A rule that is found ends the chain even where it may
 * not replace the current value; without one, blankIfNoMatch empties the field, overwrite or not.
 */
export class DeriveValue implements DeriveStep {
  readonly type = 'deriveValue'
  readonly sources: readonly number[]
  readonly #settings: StepSettings
  /** Source places in the order of their names, which is the order of the table's keys. */
  readonly #sorted: readonly number[]
  readonly #table: ValueTable | undefined

  constructor(settings: StepSettings, sorted: readonly number[], table: ValueTable | undefined) {
    this.sources = settings.sources
    this.#settings = settings
    this.#sorted = sorted
    this.#table = table
  }

  derive(current: unknown, sheet: Sheet): Derived | undefined {
    const key = this.#key(sheet)
    const hit = key === undefined ? undefined : this.#table?.get(key)
    if (hit !== undefined) {
      const to = mayReplace(this.#settings, current) && hit.to !== undefined ? hit.to : current
      return { to, matched: true, blanked: false, cause: hit }
    }
    return this.#settings.blankIfNoMatch
      ? { to: '', matched: false, blanked: true, cause: undefined }
      : undefined
  }

  explain({ cause }: Derived, sheet: Sheet): Cause {
    if (cause === undefined) return { ...noRule, using: noMatchFound }
    return { ...cause, using: sourceValues(this.sources, sheet) }
  }

  /** undefined when a source is null, which no rule can match. */
  #key(sheet: Sheet): string | undefined {
    let key = ''
    for (const place of this.#sorted) {
      const value = sheet.values[place]
      if (value === null) return undefined
      if (typeof value !== 'string') {
        sheet.failNotText(place, this.type)
        return undefined
      }
      key = place === this.#sorted[0] ? sheet.cleaned(place) : `${key}\n${sheet.cleaned(place)}`
    }
    return key
  }
}
