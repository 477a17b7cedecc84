import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { notFound, ProblemError, problemBody } from './problem.ts'

describe('problemBody', () => {
  it('says what went wrong, under the id of the request', () => {
    assert.deepEqual(problemBody(notFound('the rule'), 'r1'), {
      ...{ type: 'about:blank', title: 'Not Found', status: 404, code: 'NOT_FOUND', requestId: 'r1' },
      detail: 'not found: the rule',
    })
    assert.equal(problemBody(new ProblemError(599, 'INTERNAL', 'odd'), 'r1').title, 'Error')
  })

  it('has errors and findings where there are some, and headers nowhere', () => {
    const errors = [{ path: 'body/a', message: 'no' }]
    const problem = new ProblemError(400, 'INVALID_REQUEST', 'no', {
      errors,
      findings: [],
      headers: { allow: 'GET' },
    })
    const body = problemBody(problem, 'r1')
    assert.deepEqual([body.errors, body.findings, problem.headers], [errors, [], { allow: 'GET' }])
    assert.ok(!('headers' in body))
  })
})
