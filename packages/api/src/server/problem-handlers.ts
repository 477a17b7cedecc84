import { ConfigError } from '@dwmops/core'
import { isMongodbUnavailable } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
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
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError, problemBody } from './problem.ts'
import type { Server } from './server.ts'

/** Answers everything that goes wrong with a problem; what nobody foresaw is logged, and reported by its request id alone. */
export function answerProblems(server: Server): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
    return sendProblem(request, reply, problem)
  })
  server.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new ProblemError(404, 'NOT_FOUND', 'no such route; see /openapi.json')),
  )
}

/** Answers an address that no route could be looked for with. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(request, reply, problemOf(error))
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ProblemError): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(problemBody(problem, request.id))
}

const notThere = [VersionNotFoundError, ConfigNotFoundError, RuleNotFoundError, DraftNotFoundError]
const retryAfter = { 'retry-after': '5' }

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof InvalidRulesError)
    return new ProblemError(422, 'RULES_INVALID', error.message, { findings: error.findings })
  if (error instanceof ConfigError) return new ProblemError(422, 'RULES_INVALID', error.faults.join('; '))
  if (error instanceof PublishConflictError)
    return new ProblemError(409, 'RULES_PUBLISH_CONFLICT', error.message)
  if (error instanceof RuleChangedError) return new ProblemError(412, 'CHANGED', error.message)
  if (notThere.some((known) => error instanceof known))
    return new ProblemError(404, 'NOT_FOUND', (error as Error).message)
  if (
    error instanceof RulesChangingError ||
    error instanceof QueueUnavailableError ||
    isMongodbUnavailable(error)
  )
    return new ProblemError(503, 'DATABASE_AWAY', 'the database does not answer; try again', {
      headers: retryAfter,
    })
  if (isFastifyError(error)) return ofFastify(error)
  return new ProblemError(500, 'INTERNAL', 'something went wrong here; the log has it under this request id')
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500
}

/** Refusals of the server itself; none of its words quote what was sent, but for a body that is no JSON. */
function ofFastify({ statusCode = 400, code, message, validation, validationContext }: FastifyError) {
  if (validation !== undefined) {
    const errors = validation.map((one) => ({
      path: `${validationContext ?? ''}${one.instancePath}`,
      message: one.message ?? 'is wrong',
    }))
    return new ProblemError(400, 'INVALID_REQUEST', 'the request is not as the route wants it', { errors })
  }
  if (statusCode === 413) return new ProblemError(413, 'BODY_TOO_LARGE', message)
  if (statusCode === 415)
    return new ProblemError(415, 'UNSUPPORTED_MEDIA_TYPE', 'bodies are application/json')
  const isJson = code === 'FST_ERR_CTP_INVALID_JSON_BODY'
  return new ProblemError(statusCode, 'INVALID_REQUEST', isJson ? 'the body is not valid JSON' : message)
}
