import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../problem.ts'

const windowMs = 60_000
/** Of a token; too few characters to be of use to anybody who reads them. */
const prefixLength = 12
const mostKept = 10_000

/** Bounds wrong tokens, of logins and of bearers, by client and by the beginning of the token. Right ones count for nothing. */
export class FailedLogins {
  readonly #perMinute: number
  readonly #failures = new Map<string, { count: number; readonly endsAt: number }>()
  readonly #good = new Set<string>()

  /** `perMinute` is how many of one client, and with one beginning, are looked up. */
  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  /**
   * Looks a token up by `find`. Throws a problem, 429, when there were too many wrong ones before; one that was right lately is let
   * through, so that nobody who shares its address shuts it out.
   */
  async lookUp<T>(
    { ip }: Pick<FastifyRequest, 'ip'>,
    token: string,
    find: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const keys = [`client ${ip}`, `token ${token.slice(0, prefixLength)}`]
    const hash = createHash('sha256').update(token).digest('base64')
    if (!this.#good.has(hash)) this.#refuseAfterTooMany(keys)
    const found = await find()
    if (found === undefined) {
      this.#good.delete(hash)
      for (const key of keys) this.#count(key)
    } else {
      if (this.#good.size >= mostKept) this.#good.clear()
      this.#good.add(hash)
    }
    return found
  }

  #refuseAfterTooMany(keys: readonly string[]): void {
    const now = performance.now()
    const waits = keys.map((key) => {
      const { count = 0, endsAt = 0 } = this.#failures.get(key) ?? {}
      return count >= this.#perMinute ? endsAt - now : 0
    })
    const seconds = Math.ceil(Math.max(...waits) / 1000)
    if (seconds <= 0) return
    throw new ProblemError(429, 'RATE_LIMITED', `too many wrong tokens; try again in ${seconds} s`, {
      headers: { 'retry-after': String(seconds) },
    })
  }

  #count(key: string): void {
    const now = performance.now()
    const known = this.#failures.get(key)
    if (known !== undefined && known.endsAt > now) known.count += 1
    else {
      // inserted anew, so that the map is in the order in which they end
      this.#failures.delete(key)
      this.#failures.set(key, { count: 1, endsAt: now + windowMs })
    }
    this.#forget(now)
  }

  #forget(now: number): void {
    for (const [key, { endsAt }] of this.#failures) {
      if (endsAt > now && this.#failures.size <= mostKept) return
      this.#failures.delete(key)
    }
  }
}
