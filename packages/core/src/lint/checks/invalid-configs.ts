import { readConfig } from '../../config/read-config.ts'
import { ConfigError } from '../../errors.ts'
import { asError, type LintFinding, onConfig } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Faults for which the engine refuses a config: missing keys, unknown types, options, functions and corrections. */
export function* invalidConfigs({ documents }: LintContext): Generator<LintFinding> {
  for (const { id, document } of documents) {
    for (const reason of faultsOf(document)) {
      const suggestion = 'correct the config; it cannot be used as it is'
      yield onConfig(id, asError('invalid-config', reason, suggestion))
    }
  }
}

function faultsOf(document: unknown): readonly string[] {
  try {
    readConfig(document)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}
