import { compileWasher, type Washer } from '@dwmops/core'
import { SettingsError } from '@dwmops/job-runner'
import { ConfigNotFoundError, type RuleStore } from '@dwmops/rule-store'
import type { Logger } from 'pino'

/** A washer and the version of the rules that it washes by. */
export interface VersionedWasher {
  readonly version: string
  readonly washer: Washer
}

/** The washer of the rules as they stand in the store; a change of rules is picked up by the next batch. */
export class CurrentRules {
  readonly #store: RuleStore
  readonly #configName: string
  readonly #log: Logger
  #current: VersionedWasher | undefined

  constructor(store: RuleStore, configName: string, log: Logger) {
    this.#store = store
    this.#configName = configName
    this.#log = log
  }

  /** Throws SettingsError where there is no such config, ConfigError for one that cannot be used. */
  async washer(): Promise<VersionedWasher> {
    if (this.#current !== undefined && !(await this.#store.changedSince(this.#current.version))) {
      return this.#current
    }
    const { rules, config, version } = await this.#store.snapshot(this.#configName).catch(blameSetting)
    const washer = compileWasher(rules, config)
    this.#current = { version, washer }
    this.#report(version, washer)
    return this.#current
  }

  #report(version: string, washer: Washer): void {
    this.#log.info(
      { configName: washer.configName, version, problems: washer.problems.length },
      'rules loaded',
    )
    for (const problem of washer.problems) this.#log.warn(problem, 'rule left out or repaired')
  }
}

/** CONFIG_NAME names nothing: as with any wrong setting, another try would not help. */
function blameSetting(error: unknown): never {
  if (!(error instanceof ConfigNotFoundError)) throw error
  const expected = `the configName of a document in ${error.database}.config, there is none of that name`
  throw new SettingsError([{ name: 'CONFIG_NAME', expected }])
}
