/** Base of all errors of the washing engine. Records never cause one: what fails in a record is a `WashFailure`. */
export abstract class WashingError extends Error {
  abstract override readonly name: string
  abstract readonly code: string
}

/** The config document cannot be used; `faults` names everything that is wrong with it. */
export class ConfigError extends WashingError {
  override readonly name = 'ConfigError'
  readonly code = 'WASH_CONFIG_INVALID'
  readonly configName: string
  readonly faults: readonly string[]

  constructor(configName: string, faults: readonly string[]) {
    super(`config ${configName} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.configName = configName
    this.faults = faults
  }
}

/** The rules as a whole are not `{collection: [documents]}`; single bad rules are `RuleProblem`s instead. */
export class RulesError extends WashingError {
  override readonly name = 'RulesError'
  readonly code = 'WASH_RULES_INVALID'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`the rules cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.faults = faults
  }
}
