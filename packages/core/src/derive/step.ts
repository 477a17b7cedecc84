import type { DeriveType } from '../config/read-field.ts'
import type { Cause, WashState } from '../wash-state.ts'

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
  derive(current: unknown, sheet: WashState): Derived | undefined
  /** How a history shows the change. Asked only when there is one. */
  explain(derived: Derived, sheet: WashState): Cause
}

/** A step's options, and the place and repairs it works with. */
export interface StepSettings {
  readonly sources: readonly number[]
  readonly overwrite: boolean
  readonly blankIfNoMatch: boolean
  /** The correction `match-then-blank`. */
  readonly blankOnlyWithoutMatch: boolean
}

/** True when a step may put a new value in the place of the current one. */
export function mayReplace({ overwrite }: StepSettings, current: unknown): boolean {
  return overwrite || current === ''
}

/** The source fields with their values, as histories show them. */
export class SourceValues {
  readonly #sources: readonly number[]
  /** Copied and filled, which is much cheaper than adding the keys one by one. */
  #blank: Readonly<Record<string, unknown>> | undefined

  constructor(sources: readonly number[]) {
    this.#sources = sources
  }

  read(sheet: WashState): Record<string, unknown> {
    this.#blank ??= Object.fromEntries(this.#sources.map((place) => [sheet.name(place), undefined]))
    const values = { ...this.#blank }
    for (const place of this.#sources) values[sheet.name(place)] = sheet.values[place]
    return values
  }
}

/** What histories say when a field was blanked. */
export const noMatchFound = { blankIfNoMatch: 'no match found' } as const
