import type { RuleProblem } from './versions.ts'

/** Base of all errors of the rule store. */
export abstract class RuleStoreError extends Error {
  abstract readonly code: string
}

/** No config document has this configName. */
export class ConfigNotFoundError extends RuleStoreError {
  override readonly name = 'ConfigNotFoundError'
  readonly code = 'RULES_CONFIG_NOT_FOUND'
  readonly configName: string
  readonly database: string

  constructor(configName: string, database: string) {
    super(
      `no document in ${database}.config has configName '${configName}': import it, or set CONFIG_NAME to one that is there`,
    )
    this.configName = configName
    this.database = database
  }
}

/** No version of this number was published here. */
export class VersionNotFoundError extends RuleStoreError {
  override readonly name = 'VersionNotFoundError'
  readonly code = 'RULES_VERSION_NOT_FOUND'
  readonly version: number

  constructor(version: number) {
    super(`rules version ${version} was never published here: list the versions for those that were`)
    this.version = version
  }
}

/** Somebody else published in the meantime; nothing of this set took effect. */
export class PublishConflictError extends RuleStoreError {
  override readonly name = 'PublishConflictError'
  readonly code = 'RULES_PUBLISH_CONFLICT'
  readonly version: number

  constructor(version: number) {
    super(`publishing rules version ${version}: another version was published first; look at it and publish again`)
    this.version = version
  }
}

/** The set was refused before anything was written. */
export class InvalidRulesError extends RuleStoreError {
  override readonly name = 'InvalidRulesError'
  readonly code = 'RULES_INVALID'
  readonly problems: readonly RuleProblem[]

  constructor(problems: readonly RuleProblem[]) {
    const first = problems[0]
    super(
      `rules refused, nothing written: ${problems.length} errors` +
        (first === undefined ? '' : `, the first in ${first.collection}: ${first.reason}`),
    )
    this.problems = problems
  }
}
