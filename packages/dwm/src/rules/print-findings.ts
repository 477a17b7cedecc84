import { type LintFinding, ruleInWords } from '@dwmops/core'
import { say } from '../print.ts'

/** Prints findings for people, with a line of counts at the end. */
export function printFindings(findings: readonly LintFinding[]): void {
  for (const { severity, code, collection, id, reason, suggestion, rule } of findings) {
    const words = rule === undefined ? '' : ` (${ruleInWords(rule)})`
    say(`${severity} ${code}: ${collection} ${id}${words}: ${reason}`)
    say(`    ${suggestion}`)
  }
  const errors = findings.filter(isError).length
  say(`${errors} errors, ${findings.length - errors} warnings`)
}

export function isError({ severity }: LintFinding): boolean {
  return severity === 'error'
}
