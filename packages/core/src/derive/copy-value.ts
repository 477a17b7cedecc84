import { type Cause, noRule, type WashState } from '../wash/wash-state.ts'
import { type Derived, SourceStep } from './step.ts'

/** Copies the source as it is, unless it is ''. blankIfNoMatch means nothing here. */
export class CopyValue extends SourceStep {
  readonly type = 'copyValue'

  derive(current: unknown, state: WashState): Derived | undefined {
    const value = state.values[this.source]
    if (value === '' || !this.mayReplace(current)) return undefined
    return { to: value, matched: true, blanked: false, cause: undefined }
  }

  explain(_derived: Derived, state: WashState): Cause {
    return { ...noRule, using: this.sourceValues(state) }
  }
}
