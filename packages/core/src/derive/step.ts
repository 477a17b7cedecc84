import type { DeriveType } from '../config/read-field.ts'
import type { Cause, WashState } from '../wash/wash-state.ts'

/** What a step makes of a field. */
export interface Derived {
  readonly to: unknown
  /** A rule was found or a value copied, even where the field keeps its value. */
  readonly matched: boolean
  /** The field is emptied by blankIfNoMatch. */
  readonly blanked: boolean
  /** What was found; undefined when nothing was, or when no rule did it. */
  readonly cause: Cause | undefined
}

/** The field is emptied, as nothing was found. */
export const emptied: Derived = { to: '', matched: false, blanked: true, cause: undefined }

/** One step of a field's derive chain. */
export interface DeriveStep {
  readonly type: DeriveType
  /** Places of the fields it derives from; it runs only where the record has them all. */
  readonly sources: readonly number[]
  /** undefined when the step has nothing to say, and the next one is tried. */
  derive(current: unknown, state: WashState): Derived | undefined
  /** How a history shows the change. Asked only when there is one. */
  explain(derived: Derived, state: WashState): Cause
}

/** A step's options, and the place and repairs it works with. */
export interface StepSettings {
  readonly sources: readonly [first: number, ...others: number[]]
  readonly overwrite: boolean
  readonly blankIfNoMatch: boolean
  /** The correction `match-then-blank`. */
  readonly blankOnlyWithoutMatch: boolean
}

/** What all kinds of steps share: their options, and how histories show their sources. */
export abstract class SourceStep implements DeriveStep {
  abstract readonly type: DeriveType
  readonly sources: readonly number[]
  protected readonly settings: StepSettings
  /** Place of the first source; most kinds look at no other. */
  protected readonly source: number
  /** Copied and filled, which is much cheaper than adding the keys one by one. */
  #blank: Readonly<Record<string, unknown>> | undefined

  constructor(settings: StepSettings) {
    this.settings = settings
    this.sources = settings.sources
    this.source = settings.sources[0]
  }

  abstract derive(current: unknown, state: WashState): Derived | undefined
  abstract explain(derived: Derived, state: WashState): Cause

  /** True when a new value may take the place of the current one. */
  protected mayReplace(current: unknown): boolean {
    return this.settings.overwrite || current === ''
  }

  /** The source fields with their values, as histories show them. */
  protected sourceValues(state: WashState): Record<string, unknown> {
    this.#blank ??= Object.fromEntries(this.sources.map((place) => [state.name(place), undefined]))
    const values = { ...this.#blank }
    for (const place of this.sources) values[state.name(place)] = state.values[place]
    return values
  }
}

/** What histories say when a field was blanked. */
export const noMatchFound = { blankIfNoMatch: 'no match found' } as const
