import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify from 'fastify'
import { pino } from 'pino'
import { ProblemError } from './problem.ts'
import { answerProblems } from './problem-handlers.ts'
import { serverStops } from './refusals/refuse-while-stopping.ts'
import type { Server } from './server.ts'

/** What is logged of a request that fails so. */
async function loggedOf(error: Error): Promise<string[]> {
  const lines: string[] = []
  const loggerInstance = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
  const server = fastify({ loggerInstance }) as unknown as Server
  answerProblems(server)
  server.get('/', () => Promise.reject(error))
  const { statusCode } = await server.inject('/')
  await server.close()
  return [String(statusCode), ...lines.map((line) => String(JSON.parse(line).msg))]
}

describe('answerProblems', () => {
  it('logs what nobody foresaw, and neither a refusal nor the end of the server', async () => {
    assert.deepEqual(await loggedOf(new Error('unforeseen')), ['500', 'request failed'])
    assert.deepEqual(await loggedOf(new ProblemError(404, 'NOT_FOUND', 'no such rule')), ['404'])
    assert.deepEqual(await loggedOf(serverStops()), ['503'])
  })
})
