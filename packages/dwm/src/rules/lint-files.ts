import { type LintFinding, lintRules } from '@dwmops/core'
import { exitCodes } from '@dwmops/job-runner'
import { readConfigsFile, readRulesFile } from '../files/read-rules.ts'
import { printJson, say } from '../print.ts'

export interface LintOptions {
  readonly rules: string
  readonly config: string
  readonly json?: boolean
}

/** Lints rules and configs out of files, prints the findings and sets the exit code: 1 with errors. */
export async function lintFiles({ rules, config, json = false }: LintOptions): Promise<void> {
  const [documents, configs] = await Promise.all([readRulesFile(rules), readConfigsFile(config)])
  const findings = lintRules(documents, configs)
  if (json) printJson(findings)
  else printFindings(findings)
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = exitCodes.unexpected
}

function printFindings(findings: readonly LintFinding[]): void {
  for (const { severity, code, collection, id, reason, suggestion } of findings) {
    say(`${severity} ${code}: ${collection} ${id}: ${reason}`)
    say(`    ${suggestion}`)
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length
  say(`${errors} errors, ${findings.length - errors} warnings`)
}
