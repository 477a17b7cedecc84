import type { LintFinding } from '@dwmops/core'
import { say } from '../print.ts'

/** Prints findings for people, with a line of counts at the end. */
export function printFindings(findings: readonly LintFinding[]): void {
  for (const { severity, code, collection, id, reason, suggestion } of findings) {
    say(`${severity} ${code}: ${collection} ${id}: ${reason}`)
    say(`    ${suggestion}`)
  }
  const errors = findings.filter(isError).length
  say(`${errors} errors, ${findings.length - errors} warnings`)
}

export function isError({ severity }: LintFinding): boolean {
  return severity === 'error'
}
