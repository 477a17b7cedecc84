import { compileWasher, type Washer } from '@dwmops/core'
import { unknownName } from '@dwmops/job-runner'
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

  /** Throws SettingsError where CONFIG_NAME names no config: as with any wrong setting, another try would not help. */
  async requireConfig(): Promise<void> {
    const known = await this.#store.configNames()
    const wanted = this.#configName
    if (!known.includes(wanted))
      throw unknownName({ setting: 'CONFIG_NAME', what: 'washing config', wanted, known })
  }

  /** Throws SettingsError where there is no such config, ConfigError for one that cannot be used. */
  async washer(): Promise<VersionedWasher> {
    if (this.#current !== undefined && !(await this.#store.changedSince(this.#current.version))) {
      return this.#current
    }
    const { rules, config, version } = await this.#store.snapshot(this.#configName).catch(this.#blameSetting)
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

  /** It may have been deleted while the run was at work. */
  readonly #blameSetting = async (error: unknown): Promise<never> => {
    if (error instanceof ConfigNotFoundError) await this.requireConfig()
    throw error
  }
}
