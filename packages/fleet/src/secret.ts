import { inspect } from 'node:util'
import { registerSecret } from './known-secrets.ts'

const mask = '***'

/** A value that printing, JSON and inspection show as a mask; `reveal()` is the only way to it. It is registered, so that other texts are masked, too. */
export class Secret {
  readonly #value: string
  readonly #shown: string

  /** `shown` is what stands for the value in print. */
  constructor(value: string, shown = mask) {
    registerSecret(value)
    this.#value = value
    this.#shown = shown
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return this.#shown
  }

  toJSON(): string {
    return this.#shown
  }

  [inspect.custom](): string {
    return this.#shown
  }
}
