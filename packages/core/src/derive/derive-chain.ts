import { sameValue } from '../wash/same-value.ts'
import type { WashState } from '../wash/wash-state.ts'
import type { Derived, DeriveStep } from './step.ts'

/**
 * The derive steps of one field: the first that matches or changes anything ends the chain. Blanking counts as a
 * change; with `blankLast` (the correction `blank-stops-chain`) a step that would blank only marks the field as
 * blank for the steps after it, and the field is emptied when none of them finds anything.
 */
export class DeriveChain {
  readonly field: string
  readonly #place: number
  readonly #steps: readonly DeriveStep[]
  readonly #blankLast: boolean

  constructor(field: string, place: number, steps: readonly DeriveStep[], blankLast: boolean) {
    this.field = field
    this.#place = place
    this.#steps = steps
    this.#blankLast = blankLast
  }

  run(state: WashState): void {
    let current = state.values[this.#place]
    if (current === undefined) return
    let blanking: { step: DeriveStep; derived: Derived } | undefined
    for (const step of this.#steps) {
      if (!hasAll(state, step.sources)) continue
      const derived = step.derive(current, state)
      if (derived === undefined) continue
      if (derived.matched) state.hits[step.type] += 1
      if (this.#blankLast && derived.blanked && !derived.matched) {
        blanking ??= { step, derived }
        current = ''
      } else if (derived.matched || !sameValue(derived.to, current)) {
        this.#write(state, step, derived)
        return
      }
    }
    if (blanking !== undefined) this.#write(state, blanking.step, blanking.derived)
  }

  #write(state: WashState, step: DeriveStep, derived: Derived): void {
    if (sameValue(state.values[this.#place], derived.to)) return
    state.change(this.#place, step.type, derived.to, step.explain(derived, state))
  }
}

function hasAll(state: WashState, places: readonly number[]): boolean {
  for (const place of places) if (state.values[place] === undefined) return false
  return true
}
