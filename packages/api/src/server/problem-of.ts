import { ConfigError } from '@dwmops/core'
import { isMongodbUnavailable } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { InputError } from '@dwmops/record-files'
import {
  ConfigNotFoundError,
  DraftNotFoundError,
  InvalidRulesError,
  PublishConflictError,
  RuleChangedError,
  RuleNotFoundError,
  RulesChangingError,
  VersionNotFoundError,
} from '@dwmops/rule-store'
import type { FastifyError } from 'fastify'
import { ProblemError } from './problem.ts'

const notThere = [VersionNotFoundError, ConfigNotFoundError, RuleNotFoundError, DraftNotFoundError]
const retryAfter = { 'retry-after': '5' }

/** Everything that goes wrong, as a problem. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof InvalidRulesError)
    return new ProblemError(422, 'RULES_INVALID', error.message, { findings: error.findings })
  if (error instanceof ConfigError) return new ProblemError(422, 'RULES_INVALID', error.faults.join('; '))
  if (error instanceof PublishConflictError)
    return new ProblemError(409, 'RULES_PUBLISH_CONFLICT', error.message)
  if (error instanceof InputError) return new ProblemError(400, 'INVALID_REQUEST', error.message)
  if (error instanceof RuleChangedError) return new ProblemError(412, 'CHANGED', error.message)
  if (notThere.some((known) => error instanceof known))
    return new ProblemError(404, 'NOT_FOUND', (error as Error).message)
  if (
    error instanceof RulesChangingError ||
    error instanceof QueueUnavailableError ||
    isMongodbUnavailable(error)
  )
    return new ProblemError(503, 'DATABASE_UNAVAILABLE', 'the database does not answer; try again', {
      headers: retryAfter,
    })
  if (isFastifyError(error)) return ofFastify(error)
  return new ProblemError(500, 'INTERNAL', 'internal error: see the log under this request id')
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500
}

/** In place of words of the server that quote what was sent. */
const withoutQuotation: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'the body is not valid JSON',
  FST_ERR_BAD_URL: 'the address is not valid: a % in it is written %25',
}

/** Refusals of the server itself. */
function ofFastify({ statusCode = 400, code, message, validation, validationContext }: FastifyError) {
  if (validation !== undefined) return schemaProblem(validation, validationContext ?? '')
  if (statusCode === 413) return new ProblemError(413, 'BODY_TOO_LARGE', message)
  if (statusCode === 415)
    return new ProblemError(415, 'UNSUPPORTED_MEDIA_TYPE', 'bodies are application/json')
  return new ProblemError(statusCode, 'INVALID_REQUEST', withoutQuotation[code] ?? message)
}

/** A request that does not match its schema; `part` is that of the request. */
export function schemaProblem(
  found: readonly { readonly instancePath: string; readonly message?: string | undefined }[],
  part: string,
): ProblemError {
  const errors = found.map(({ instancePath, message = 'is invalid' }) => ({
    path: `${part}${instancePath}`,
    message,
  }))
  const [first] = errors
  const detail = `request does not match the schema: ${[first?.path, first?.message].filter(Boolean).join(' ')}`
  return new ProblemError(400, 'INVALID_REQUEST', detail, { errors })
}
