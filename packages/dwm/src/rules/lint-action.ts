import { type LintFinding, lintRules, unknownCollectionFindings } from '@dwmops/core'
import { readConfigsFile, readRulesFile } from '@dwmops/record-files'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson } from '../print.ts'
import { isError, printFindings } from './print-findings.ts'
import type { RuleSetFiles } from './rule-set-files.ts'

/** Lints the rules and configs of files or of the database, prints the findings and sets the exit code: 1 with errors. */
export async function lint({ json = false, ...files }: RuleSetFiles & PrintOptions): Promise<void> {
  const findings = await findingsOf(files)
  if (json) printJson(findings)
  else printFindings(findings)
  if (findings.some(isError)) process.exitCode = exitCodes.findings
}

async function findingsOf(files: RuleSetFiles): Promise<LintFinding[]> {
  if (files.rules !== undefined || files.config !== undefined) return findingsOfFiles(files)
  const { withRuleStore } = await import('./with-rule-store.ts')
  return withRuleStore(async (store) => {
    const set = await store.exportSet()
    return [...(await store.lintOrder()), ...lintRules({ ...set.rules }, set.configs)]
  })
}

/** Without a config what hangs on fields and their stages is not looked at. */
async function findingsOfFiles(files: RuleSetFiles): Promise<LintFinding[]> {
  const rules = files.rules === undefined ? {} : await readRulesFile(files.rules)
  const configs = files.config === undefined ? [] : await readConfigsFile(files.config)
  return [...unknownCollectionFindings(rules), ...lintRules(rules, configs)]
}
