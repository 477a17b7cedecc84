import { exitCodes } from '../exit-codes.ts'
import { failureOf } from '../failure.ts'
import { broken, type Finding, type Judgment, type Part, warning } from './finding.ts'

/** A check: what it is called and what it finds; it may throw. */
export interface Check {
  readonly name: string
  run(): Promise<Judgment | readonly Judgment[]>
}

/** Runs the checks of a part one after the other; one that throws is a finding, and the others go on. */
export async function examine(part: Part, checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name: check, run } of checks) {
    const judged = await run().catch(judgeError)
    for (const one of [judged].flat() as Judgment[]) findings.push({ part, check, ...one })
  }
  return findings
}

/** What an error means that kept a check, or a whole part, from being done. Passwords and addresses are masked. */
export async function judgeError(error: unknown): Promise<Judgment> {
  if (isForbidden(error)) {
    return warning('not checked: we may not look there', 'ask somebody with more rights to run dwm doctor')
  }
  const { exitCode, text } = await failureOf(error, process.env)
  const [line = ''] = text.split('\n')
  if (exitCode === exitCodes.input)
    return broken(line, 'correct the setting, then run dwm doctor again', 'settings')
  if (exitCode === exitCodes.unavailable) {
    return broken(line, 'see whether it runs, and whether this machine may reach it', 'unavailable')
  }
  return broken(line, 'report this: nobody foresaw it')
}

/** Refused by the API server, or by MongoDB (code 13, Unauthorized). */
function isForbidden(error: unknown): boolean {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown }
  return status === 403 || code === 13
}
