import type { LintFinding } from '@dwmops/core'

/** Base of all errors of the rule store. */
export abstract class RuleStoreError extends Error {
  abstract override readonly name: string
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
      `no document in ${database}.config has configName '${configName}': import it, or name one that is there (CONFIG_NAME)`,
    )
    this.configName = configName
    this.database = database
  }
}

/** The rules did not stand still long enough to be read as one set; the next run will do. */
export class RulesChangingError extends RuleStoreError {
  override readonly name = 'RulesChangingError'
  readonly code = 'RULES_CHANGING'
  /** A later run may do better. */
  readonly retryable = true
  readonly database: string

  constructor(database: string, attempts: number) {
    super(
      `reading the rules of ${database}: they changed during each of ${attempts} attempts; try again later`,
    )
    this.database = database
  }
}

/** No version of this number was published here. */
export class VersionNotFoundError extends RuleStoreError {
  override readonly name = 'VersionNotFoundError'
  readonly code = 'RULES_VERSION_NOT_FOUND'
  readonly version: number

  constructor(version: number) {
    super(`rules version ${version} was never published here; list the versions for those that were`)
    this.version = version
  }
}

/** The rules changed while this set was being published; nothing of it took effect. */
export class PublishConflictError extends RuleStoreError {
  override readonly name = 'PublishConflictError'
  readonly code = 'RULES_PUBLISH_CONFLICT'

  constructor(database: string) {
    super(
      `publishing rules to ${database}: somebody else changed them just now; look at the difference and publish again`,
    )
  }
}

/** The set was refused before anything was written. */
export class InvalidRulesError extends RuleStoreError {
  override readonly name = 'InvalidRulesError'
  readonly code = 'RULES_INVALID'
  /** Everything found, warnings too. */
  readonly findings: readonly LintFinding[]

  constructor(findings: readonly LintFinding[]) {
    const errors = findings.filter((finding) => finding.severity === 'error')
    const [first] = errors
    const example =
      first === undefined ? '' : `, the first in ${first.collection} ${first.id}: ${first.reason}`
    super(`rules refused, nothing written: ${errors.length} errors${example}`)
    this.findings = findings
  }
}

/** About one rule or config. */
abstract class OneRuleError extends RuleStoreError {
  readonly collection: string
  readonly id: string

  constructor(collection: string, id: string, message: string) {
    super(message)
    this.collection = collection
    this.id = id
  }
}

/** No such rule or config is there now. */
export class RuleNotFoundError extends OneRuleError {
  override readonly name = 'RuleNotFoundError'
  readonly code = 'RULES_RULE_NOT_FOUND'

  constructor(collection: string, id: string) {
    super(collection, id, `there is no rule ${id} in ${collection} (any more)`)
  }
}

/** The rule is no longer what its author saw; nothing was written. */
export class RuleChangedError extends OneRuleError {
  override readonly name = 'RuleChangedError'
  readonly code = 'RULES_RULE_CHANGED'

  constructor(collection: string, id: string) {
    super(
      collection,
      id,
      `rule ${id} of ${collection} was changed by somebody else meanwhile: look at it and change it again`,
    )
  }
}

/** No such draft is kept (any more): drafts are kept for 14 days. */
export class DraftNotFoundError extends RuleStoreError {
  override readonly name = 'DraftNotFoundError'
  readonly code = 'RULES_DRAFT_NOT_FOUND'
  readonly draft: string

  constructor(draft: string) {
    super(`there is no draft ${draft} of rules (any more): drafts are kept for 14 days`)
    this.draft = draft
  }
}
