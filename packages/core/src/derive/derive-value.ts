import type { Hit } from '../rules/hit.ts'
import type { ValueTable } from '../rules/value-table.ts'
import { type Cause, noRule, type WashState } from '../wash/wash-state.ts'
import { type Derived, emptied, noMatchFound, SourceStep, type StepSettings } from './step.ts'

/**
 * Finds a rule by the cleaned values of all source fields. A rule that is found ends the chain even where it may
 * not replace the current value; without one, blankIfNoMatch empties the field, overwrite or not.
 */
export class DeriveValue extends SourceStep {
  readonly type = 'deriveValue'
  /** Source places in the order of their names, which is the order of the table's branches. */
  readonly #sorted: readonly number[]
  readonly #table: ValueTable | undefined

  constructor(settings: StepSettings, sorted: readonly number[], table: ValueTable | undefined) {
    super(settings)
    this.#sorted = sorted
    this.#table = table
  }

  derive(current: unknown, state: WashState): Derived | undefined {
    const hit = this.#find(state)
    if (hit !== undefined) {
      const to = this.mayReplace(current) && hit.to !== undefined ? hit.to : current
      return { to, matched: true, blanked: false, cause: hit }
    }
    return this.settings.blankIfNoMatch ? emptied : undefined
  }

  explain({ cause }: Derived, state: WashState): Cause {
    if (cause === undefined) return { ...noRule, using: noMatchFound }
    return { ...cause, using: this.sourceValues(state) }
  }

  #find(state: WashState): Hit | undefined {
    let table = this.#table
    for (const place of this.#sorted) {
      const value = state.values[place]
      if (value === null) table = undefined
      else if (typeof value !== 'string') {
        state.failNotText(place, this.type)
        return undefined
      } else table = table?.branch(state.cleaned(place))
    }
    return table?.hit
  }
}
