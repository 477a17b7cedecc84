import type { Hit } from '../rules/hit.ts'
import type { ValueTable } from '../rules/value-table.ts'
import { type Cause, noRule, type WashState } from '../wash-state.ts'
import {
  type Derived,
  type DeriveStep,
  emptied,
  mayReplace,
  noMatchFound,
  SourceValues,
  type StepSettings,
} from './step.ts'

/**
 * Finds a rule by the cleaned values of all source fields. A rule that is found ends the chain even where it may
 * not replace the current value; without one, blankIfNoMatch empties the field, overwrite or not.
 */
export class DeriveValue implements DeriveStep {
  readonly type = 'deriveValue'
  readonly sources: readonly number[]
  readonly #settings: StepSettings
  readonly #sourceValues: SourceValues
  /** Source places in the order of their names, which is the order of the table's branches. */
  readonly #sorted: readonly number[]
  readonly #table: ValueTable | undefined

  constructor(settings: StepSettings, sorted: readonly number[], table: ValueTable | undefined) {
    this.sources = settings.sources
    this.#settings = settings
    this.#sourceValues = new SourceValues(settings.sources)
    this.#sorted = sorted
    this.#table = table
  }

  derive(current: unknown, sheet: WashState): Derived | undefined {
    const hit = this.#find(sheet)
    if (hit !== undefined) {
      const to = mayReplace(this.#settings, current) && hit.to !== undefined ? hit.to : current
      return { to, matched: true, blanked: false, cause: hit }
    }
    return this.#settings.blankIfNoMatch ? emptied : undefined
  }

  explain({ cause }: Derived, sheet: WashState): Cause {
    if (cause === undefined) return { ...noRule, using: noMatchFound }
    return { ...cause, using: this.#sourceValues.read(sheet) }
  }

  #find(sheet: WashState): Hit | undefined {
    let table = this.#table
    for (const place of this.#sorted) {
      const value = sheet.values[place]
      if (value === null) table = undefined
      else if (typeof value !== 'string') {
        sheet.failNotText(place, this.type)
        return undefined
      } else table = table?.branch(sheet.cleaned(place))
    }
    return table?.hit
  }
}
