import assert from 'node:assert/strict'
import { json } from 'node:stream/consumers'
import { after, describe, it } from 'node:test'
import { smallRuleSet } from '../testing/small-rule-set.ts'
import { testApi } from '../testing/test-api.ts'
import type { ForwardedRequest } from './whole-set-messages.ts'
import { WholeSetWorker } from './whole-set-worker.ts'

const api = testApi()

describe('WholeSetWorker', () => {
  let worker: WholeSetWorker | undefined
  after(() => worker?.stop())

  const request: ForwardedRequest = {
    ...{ method: 'GET', url: '/rule-set', requestId: 'request-1', headers: {} },
    caller: { who: 'a reader', role: 'reader', via: 'token' },
    body: new Uint8Array(),
  }

  /** What no server sends: the thread fails over it. */
  const fatal = null as unknown as ForwardedRequest

  it('fails what is under way when its thread ends, and begins another one for the next request', async () => {
    await api.context.store.publish(smallRuleSet, { who: 'test' })
    worker = new WholeSetWorker(api.context)
    const ended = [assert.rejects(worker.answer(fatal)), assert.rejects(worker.answer(request))]
    await Promise.all(ended)
    const { status, body } = await worker.answer(request)
    assert.equal(status, 200)
    assert.equal(((await json(body)) as { configs: unknown[] }).configs.length, 1)
  })

  it('fails what is under way when it is stopped', async () => {
    const refused = assert.rejects(async () => worker?.answer(request), { code: 'STOPPING' })
    await worker?.stop()
    await refused
  })
})
