import { noRule, type WashState } from '../wash/wash-state.ts'
import type { CustomFunction } from './custom-functions.ts'

/** A custom function at its place in the way of a record. */
export class FunctionStage {
  readonly #function: CustomFunction
  readonly #place: number
  readonly #wherePlace: number | undefined
  readonly #keepWithoutDigits: boolean

  constructor(
    customFunction: CustomFunction,
    place: number,
    wherePlace: number | undefined,
    keepWithoutDigits: boolean,
  ) {
    this.#function = customFunction
    this.#place = place
    this.#wherePlace = wherePlace
    this.#keepWithoutDigits = keepWithoutDigits
  }

  get field(): string {
    return this.#function.field
  }

  run(state: WashState): void {
    const { ruleType, onlyWhere, otherKinds } = this.#function
    if (this.#wherePlace !== undefined && state.values[this.#wherePlace] !== onlyWhere?.value) return
    const value = state.values[this.#place]
    if (typeof value === 'string') {
      const to = this.#function.apply(value, this.#keepWithoutDigits)
      if (to === value) return
      state.hits[ruleType] += 1
      state.change(this.#place, ruleType, to, noRule)
    } else if (value !== undefined && value !== null && otherKinds === 'fail') {
      state.failNotText(this.#place, ruleType)
    }
  }
}
