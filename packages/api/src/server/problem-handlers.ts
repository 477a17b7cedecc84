import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError, problemBody } from './problem.ts'
import { problemOf } from './problem-of.ts'
import type { Server } from './server.ts'

/** Answers everything that goes wrong with a problem; what nobody foresaw is logged, and reported by its request id alone. */
export function answerProblems(server: Server): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500 && problem.code !== 'STOPPING')
      request.log.error({ err: error }, 'request failed')
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
