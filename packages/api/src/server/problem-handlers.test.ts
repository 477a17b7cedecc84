import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError } from '@dwmops/core'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import {
  ConfigNotFoundError,
  InvalidRulesError,
  PublishConflictError,
  RuleChangedError,
  RulesChangingError,
} from '@dwmops/rule-store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from './problem.ts'
import { answerProblems, refuseAddress } from './problem-handlers.ts'
import type { Server } from './server.ts'

type Handler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => unknown

/** What is answered to a request that ends in this error, and how often that is logged. */
function answered(error: unknown, handle?: Handler) {
  const said = { status: 0, headers: {}, type: '', body: {} as Record<string, unknown> }
  const reply = {
    code: (status: number) => Object.assign(said, { status }) && reply,
    headers: (headers: object) => Object.assign(said, { headers }) && reply,
    type: (type: string) => Object.assign(said, { type }) && reply,
    send: (body: Record<string, unknown>) => Object.assign(said, { body }),
  }
  let logged = 0
  const request = {
    id: 'r1',
    log: {
      error: () => {
        logged += 1
      },
    },
  }
  let handler = handle
  answerProblems({
    setErrorHandler: (given: Handler) => {
      handler ??= given
    },
    setNotFoundHandler: () => undefined,
  } as unknown as Server)
  handler?.(error, request as unknown as FastifyRequest, reply as unknown as FastifyReply)
  return { ...said, code: said.body['code'], detail: String(said.body['detail']), logged }
}

const refused = (statusCode: number, more: object = {}) =>
  Object.assign(new Error('no'), { statusCode, ...more })
const facts = { doing: 'claim', attempts: 3, cause: undefined }

describe('answerProblems', () => {
  const cases: readonly [error: unknown, status: number, code: string][] = [
    [new ProblemError(418 as number, 'CHANGED', 'tea'), 418, 'CHANGED'],
    [new InvalidRulesError([]), 422, 'RULES_INVALID'],
    [new ConfigError('C', ['a fault', 'another']), 422, 'RULES_INVALID'],
    [Object.assign(Object.create(PublishConflictError.prototype), {}), 409, 'RULES_PUBLISH_CONFLICT'],
    [Object.assign(Object.create(RuleChangedError.prototype), {}), 412, 'CHANGED'],
    [new ConfigNotFoundError('C', 'the set'), 404, 'NOT_FOUND'],
    [Object.assign(Object.create(RulesChangingError.prototype), {}), 503, 'DATABASE_UNAVAILABLE'],
    [new QueueUnavailableError(facts), 503, 'DATABASE_UNAVAILABLE'],
    [refused(413), 413, 'BODY_TOO_LARGE'],
    [refused(415), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [refused(400), 400, 'INVALID_REQUEST'],
    [refused(500), 500, 'INTERNAL'],
    [new Error('odd'), 500, 'INTERNAL'],
    ['odd', 500, 'INTERNAL'],
  ]
  for (const [error, status, code] of cases)
    it(`answers ${(error as Error).name ?? error} with ${status} ${code}`, () => {
      const said = answered(error)
      assert.deepEqual([said.status, said.code, said.type], [status, code, 'application/problem+json'])
      assert.equal(said.logged, status >= 500 ? 1 : 0)
    })

  it('says nothing of what nobody foresaw, and when to try again where the database does not answer', () => {
    assert.ok(!answered(new Error('secret')).detail.includes('secret'))
    assert.deepEqual(answered(new QueueUnavailableError(facts)).headers, { 'retry-after': '5' })
  })

  it('names what does not match the schema, and where', () => {
    const validation = [{ instancePath: '/a', message: 'must be a number' }, { instancePath: '/b' }]
    const said = answered(refused(400, { validation, validationContext: 'body' }))
    assert.match(said.detail, /does not match the schema: body\/a must be a number$/)
    assert.deepEqual(said.body['errors'], [
      { path: 'body/a', message: 'must be a number' },
      { path: 'body/b', message: 'is invalid' },
    ])
    assert.match(answered(refused(400, { validation: [] })).detail, /schema: $/)
  })

  it('quotes no body that is no JSON', () => {
    assert.equal(
      answered(refused(400, { code: 'FST_ERR_CTP_INVALID_JSON_BODY' })).detail,
      'the body is not valid JSON',
    )
    assert.equal(answered(refused(400)).detail, 'no')
  })
})

describe('refuseAddress', () => {
  it('answers an address that no route can be looked for with', () => {
    assert.equal(answered(refused(400), refuseAddress as Handler).status, 400)
  })

  it('does not quote it: it may name a contact', () => {
    const { detail } = answered(refused(400, { code: 'FST_ERR_BAD_URL' }), refuseAddress as Handler)
    assert.equal(detail, 'the address is not valid: a % in it is written %25')
  })
})
