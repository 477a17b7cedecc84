import { STATUS_CODES } from 'node:http'
import type { LintFinding } from '@dwmops/core'
import type { Problem, ProblemCode } from '../schemas/problem.ts'

/** What a problem may say besides its words. */
export interface ProblemFacts {
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
  readonly findings?: readonly LintFinding[]
}

/** An answer that is a problem. Its detail is read by the caller: no contact data, nothing secret. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly status: number
  readonly facts: ProblemFacts
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: ProblemCode,
    detail: string,
    { headers = {}, ...facts }: ProblemFacts & { readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.facts = facts
    this.headers = headers
  }
}

/** For what is not there. */
export function notFound(what: string): ProblemError {
  return new ProblemError(404, 'NOT_FOUND', `not found: ${what}`)
}

/** The body of a problem, as RFC 9457 has it. */
export function problemBody({ status, code, message, facts }: ProblemError, requestId: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error'
  const { errors, findings } = facts
  return {
    type: 'about:blank',
    title,
    status,
    detail: message,
    code,
    requestId,
    ...(errors !== undefined && { errors: [...errors] }),
    ...(findings !== undefined && { findings: [...findings] }),
  }
}
