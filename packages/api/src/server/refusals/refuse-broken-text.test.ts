import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify from 'fastify'
import { answerProblems } from '../problem-handlers.ts'
import type { Server } from '../server.ts'
import { refuseBrokenText } from './refuse-broken-text.ts'

describe('refuseBrokenText', () => {
  it('refuses half of a surrogate pair wherever it stands, and names the place alone', async () => {
    const server: Server = fastify()
    answerProblems(server)
    refuseBrokenText(server)
    server.post('/', async () => 'ok')
    const send = async (payload: string) => {
      const headers = { 'content-type': 'application/json' }
      const { statusCode, json } = await server.inject({ method: 'POST', url: '/', headers, payload })
      return [statusCode, statusCode === 200 ? undefined : json().errors[0].path]
    }
    assert.deepEqual(await send('{"document":{"find":"a\\ud800"}}'), [400, 'body/document/find'])
    assert.deepEqual(await send('{"list":[{"x":"\\udc00y"}]}'), [400, 'body/list/0/x'])
    assert.deepEqual(await send('{"document":{"a\\ud800":1}}'), [400, 'body/document'])
    assert.deepEqual(await send('{"document":{"find":"\\ud83d\\ude00"}}'), [200, undefined])
    await server.close()
  })
})
