import type { Failure } from '../http/refusal.ts'
import { durationMs, longestRetentionMs, shortestDurationMs } from './duration.ts'

/** The properties of a body being checked; what is wrong is gathered. */
export class BodyCheck {
  readonly failures: Failure[] = []
  readonly #body: Readonly<Record<string, unknown>>

  constructor(body: Readonly<Record<string, unknown>>) {
    this.#body = body
  }

  fail(field: string, constraint: string, value?: unknown): void {
    this.failures.push({ field, ...(value === undefined ? {} : { value }), constraint })
  }

  text(field: string, { required = false, longest = 100 } = {}): string | undefined {
    const value = this.#body[field]
    if ((value === undefined || value === null) && !required) return undefined
    if (typeof value === 'string' && value.length > 0 && value.length <= longest) return value
    this.fail(field, `Must be a string value, at least 1 character and at most ${longest} characters long.`)
    return undefined
  }

  flag(field: string): boolean | undefined {
    const value = this.#body[field]
    if (value === undefined || value === null) return undefined
    if (value === true || value === 'true') return true
    if (value === false || value === 'false') return false
    this.fail(field, 'Must be a boolean value.', value)
    return undefined
  }

  whole(field: string, most = Number.POSITIVE_INFINITY): number | undefined {
    const value = this.#body[field]
    if (value === undefined || value === null) return undefined
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value
    const bound = Number.isFinite(most) ? ` and at most ${most}` : ''
    this.fail(field, `Must be a number, at least 1${bound}.`, value)
    return undefined
  }

  oneOf<T extends string>(field: string, choices: readonly T[]): T | undefined {
    const value = this.#body[field]
    if (value === undefined || value === null) return undefined
    const choice = choices.find((one) => one === value)
    if (choice === undefined) this.fail(field, `Must be one of ${choices.join(', ')}.`, value)
    return choice
  }

  texts(field: string, { required = false } = {}): Record<string, string> | undefined {
    const value = this.#body[field]
    if ((value === undefined || value === null) && !required) return undefined
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (entries.length > 0 && entries.every(([, one]) => typeof one === 'string')) {
      return Object.fromEntries(entries)
    }
    this.fail(field, 'Must be an object of at least one key with a string value.')
    return undefined
  }

  list(field: string): readonly unknown[] | undefined {
    const value = this.#body[field]
    if (value === undefined || value === null) return undefined
    if (Array.isArray(value)) return value
    this.fail(field, 'Must be an array.')
    return undefined
  }

  /** How long data is kept: an hour to fourteen days. */
  retention(field: string): string | undefined {
    return this.#duration(field, longestRetentionMs, 'PT1H to P14D')
  }

  /** After which the definition goes: an hour or longer. */
  lifetime(field: string): string | undefined {
    return this.#duration(field, Number.POSITIVE_INFINITY, 'at least PT1H')
  }

  #duration(field: string, longestMs: number, range: string): string | undefined {
    const value = this.#body[field]
    if (value === undefined || value === null) return undefined
    const ms = typeof value === 'string' ? durationMs(value) : undefined
    if (typeof value === 'string' && ms !== undefined && ms >= shortestDurationMs && ms <= longestMs)
      return value
    this.fail(field, `Must be an ISO-8601 duration, ${range}.`, value)
    return undefined
  }
}

/** The entries that were said. */
export function said<T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
