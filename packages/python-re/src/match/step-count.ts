import { StepsExhausted } from './steps-exhausted.ts'

/**
 * The most steps that the search of one value may take, and so many more for each of its characters: some 3 ms of a
 * 2020s core for a short value, some 20 ms for one of 32,000 characters.
 */
const mostSteps = 200_000
const mostStepsACharacter = 50

/** So many characters that are only compared count as one step. */
export const charactersAStep = 4
/** So many ways of a choice that are looked through count as one step. */
export const optionsAStep = 8

/** Counts the steps of a search. */
export class StepCount {
  steps = 0
  #limit = 0

  begin(length: number): void {
    this.steps = 0
    this.#limit = mostSteps + mostStepsACharacter * length
  }

  /** Throws StepsExhausted when there were too many. */
  add(steps: number): void {
    this.steps += steps
    if (this.steps > this.#limit) throw new StepsExhausted()
  }
}
