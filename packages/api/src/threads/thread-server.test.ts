import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { smallRuleSet } from '../testing/small-rule-set.ts'
import { testApi } from '../testing/test-api.ts'
import { buildThreadServer } from './thread-server.ts'
import type { ForwardedRequest } from './whole-set-messages.ts'

const api = testApi()

describe('buildThreadServer', () => {
  it('answers each request for the person who asks, though another under the same id is under way', async () => {
    const { context } = api
    await context.store.publish(smallRuleSet, { who: 'test' })
    const threadServer = await buildThreadServer(context)
    const ask = async (who: string, request: Pick<ForwardedRequest, 'method' | 'url' | 'body'>) => {
      const answer = await threadServer.answer({
        ...request,
        requestId: 'the-same-id',
        headers: request.body.length > 0 ? { 'content-type': 'application/json' } : {},
        caller: { who, role: 'editor', via: 'token' },
      })
      assert.ok(answer.status < 300, await text(answer.body))
      return answer.facts
    }
    const document = { fieldName: 'city', find: 'SF', replace: 'San Francisco' }
    const body = Buffer.from(JSON.stringify({ document }))
    const [made, read] = await Promise.all([
      ask('maker', { method: 'POST', url: '/rules/normLookup', body }),
      ask('reader', { method: 'GET', url: '/rule-set', body: Buffer.alloc(0) }),
    ])
    const [newest] = await context.store.versions(1)
    assert.deepEqual([newest?.version, newest?.who], [made['version'], 'maker'])
    assert.deepEqual(read, {})
  })
})
