import { type LintFinding, lintRules } from '@dwmops/core'
import { exitCodes } from '../exit-codes.ts'
import { InputError } from '../files/input-error.ts'
import { readConfigsFile, readRulesFile } from '../files/read-rules.ts'
import { type PrintOptions, printJson } from '../print.ts'
import { isError, printFindings } from './print-findings.ts'
import type { RuleSetFiles } from './rule-set-files.ts'
import { unknownCollectionFindings } from './unknown-collections.ts'

/** Lints the rules and configs of files or of the database, prints the findings and sets the exit code: 1 with errors. */
export async function lint({ json = false, ...files }: RuleSetFiles & PrintOptions): Promise<void> {
  const findings = await findingsOf(files)
  if (json) printJson(findings)
  else printFindings(findings)
  if (findings.some(isError)) process.exitCode = exitCodes.findings
}

async function findingsOf({ rules, config }: RuleSetFiles): Promise<LintFinding[]> {
  if (rules !== undefined && config !== undefined) return findingsOfFiles(rules, config)
  if (rules !== undefined || config !== undefined)
    throw new InputError(undefined, 'name both --rules and --config, or neither for the database')
  const { withRuleStore } = await import('./with-rule-store.ts')
  const set = await withRuleStore((store) => store.exportSet())
  return lintRules({ ...set.rules }, set.configs)
}

async function findingsOfFiles(rulesFile: string, configFile: string): Promise<LintFinding[]> {
  const [rules, configs] = await Promise.all([readRulesFile(rulesFile), readConfigsFile(configFile)])
  return [...unknownCollectionFindings(rules), ...lintRules(rules, configs)]
}
