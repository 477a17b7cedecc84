import { compileWasher, type Washer } from '@dwmops/core'
import type { RuleStore } from '@dwmops/rule-store'
import type { Logger } from 'pino'

/** The washer of the rules as they stand in the store; a change of rules is picked up by the next batch. */
export class CurrentRules {
  readonly #store: RuleStore
  readonly #configName: string
  readonly #log: Logger
  #current: { readonly version: string; readonly washer: Washer } | undefined

  constructor(store: RuleStore, configName: string, log: Logger) {
    this.#store = store
    this.#configName = configName
    this.#log = log
  }

  /** Throws ConfigNotFoundError, and ConfigError for a config that cannot be used. */
  async washer(): Promise<Washer> {
    if (this.#current !== undefined && !(await this.#store.changedSince(this.#current.version))) {
      return this.#current.washer
    }
    const { rules, config, version } = await this.#store.snapshot(this.#configName)
    const washer = compileWasher(rules, config)
    this.#current = { version, washer }
    this.#report(version, washer)
    return washer
  }

  #report(version: string, washer: Washer): void {
    this.#log.info(
      { configName: washer.configName, version, problems: washer.problems.length },
      'rules loaded',
    )
    for (const problem of washer.problems) this.#log.warn(problem, 'rule left out or mended')
  }
}
