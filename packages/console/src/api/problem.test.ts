import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ApiProblem, problemOf } from './problem.ts'

const headers = { 'x-request-id': 'from-header' }

describe('problemOf', () => {
  it('says a known status in plain words, and keeps code, detail and request id', async () => {
    const body = JSON.stringify({
      title: 'Precondition Failed',
      code: 'CHANGED',
      detail: 'd',
      requestId: 'r1',
    })
    const problem = await problemOf(new Response(body, { status: 412, headers }))
    assert.equal(problem.title, 'Somebody else changed this in the meantime')
    assert.deepEqual([problem.code, problem.detail, problem.requestId], ['CHANGED', 'd', 'r1'])
  })

  it('tells the causes of one status apart', async () => {
    const titleOf = async (status: number, code?: string) =>
      (await problemOf(new Response(JSON.stringify({ code }), { status }))).title
    assert.match(await titleOf(503, 'DATABASE_UNAVAILABLE'), /database/)
    for (const code of ['STOPPING', 'ELOQUA_AWAY', 'CLUSTER_AWAY', undefined])
      assert.doesNotMatch(await titleOf(503, code), /database/)
    for (const code of ['UNDO_OFF', 'OPERATIONS_OFF', 'PREVIEW_NOT_DONE'])
      assert.doesNotMatch(await titleOf(409, code), /Somebody else/)
    assert.match(await titleOf(409, 'RULES_PUBLISH_CONFLICT'), /Somebody else/)
    assert.doesNotMatch(await titleOf(403, 'SECOND_PERSON_NEEDED'), /Your role/)
  })

  it('takes the title of any other problem', async () => {
    const problem = await problemOf(new Response('{"title":"Not Implemented"}', { status: 501, headers }))
    assert.deepEqual([problem.title, problem.requestId], ['Not Implemented', 'from-header'])
  })

  it('has only the status of an answer that is no problem, as of a proxy', async () => {
    const problem = await problemOf(new Response('<html>', { status: 502 }))
    assert.deepEqual([problem.title, problem.requestId], ['The server answered with 502', undefined])
  })
})

describe('ApiProblem.from', () => {
  it('keeps a problem, and takes anything else for a fault of the console', () => {
    const known = new ApiProblem(404, 'x')
    assert.equal(ApiProblem.from(known), known)
    const other = ApiProblem.from(new TypeError('no'))
    assert.deepEqual([other.status, other.detail], [0, 'no'])
  })
})
