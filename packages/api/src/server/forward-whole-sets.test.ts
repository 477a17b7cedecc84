import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createToken } from '@dwmops/access'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { pino } from 'pino'
import { openContext } from '../open-context.ts'
import { smallRuleSet } from '../testing/small-rule-set.ts'
import { testApi } from '../testing/test-api.ts'
import { buildServer } from './build-server.ts'
import type { Server } from './server.ts'

const api = testApi()

/** Routes that work on whole rule sets. */
describe('requests on whole rule sets', () => {
  const lines: { level: number; msg: string }[] = []
  let server: Server
  let url: string
  let headers: Record<string, string>
  before(async () => {
    const { settings, store, queueDb } = api.context
    await store.publish(smallRuleSet, { who: 'test' })
    const log = pino({}, { write: (line) => lines.push(JSON.parse(line)) })
    const limits = { heavyPerMinute: 1000, loginsPerMinute: 1000, requestMs: 60_000 }
    server = await buildServer(openContext({ settings, client: api.client, log, limits }))
    url = await server.listen({ host: '127.0.0.1', port: 0 })
    const { token } = await createToken(queueDb, { name: 'ann', role: 'editor', createdBy: 'test' })
    headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  })
  after(() => server?.close())

  it('read no rule over the connection of the server: a thread answers them', async () => {
    const { commands, result } = await readingSet()
    assert.equal(result.rules.normLookup.length, 2)
    assert.deepEqual(
      commands.filter((command) => command.includes('normLookup')),
      [],
    )
  })

  async function readingSet() {
    let result: { rules: { normLookup: object[] } } | undefined
    const seen = await api.commandsDuring(async () => {
      result = (await (await fetch(`${url}/rule-set`, { headers })).json()) as typeof result
    })
    return { commands: seen.map((one) => JSON.stringify(one)), result: result ?? assert.fail('no answer') }
  }

  it('come with their problems, which the log of changes counts as refused', async () => {
    const document = { fieldName: 'city', find: 'low', replace: 'x' }
    const body = JSON.stringify({ document })
    const answer = await fetch(`${url}/rules/normLookup`, { method: 'POST', headers, body })
    const problem = (await answer.json()) as { requestId: string; findings: { id: string; rule: object }[] }
    assert.deepEqual(
      [answer.status, answer.headers.get('content-type')?.split(';')[0]],
      [422, 'application/problem+json'],
    )
    assert.equal(problem.requestId, answer.headers.get('x-request-id'))
    assert.deepEqual([problem.findings[0]?.id, problem.findings[0]?.rule], ['#new', document])
    const audit = api.context.queueDb.collection('audit')
    const entry = await audit.findOne({ requestId: problem.requestId })
    assert.deepEqual([entry?.['result'], entry?.['facts']], ['refused', { collection: 'normLookup' }])
  })

  it('are ended in silence when their sender has gone away', async () => {
    const gone = new AbortController()
    const body = JSON.stringify({ document: { fieldName: 'city', find: 'GONE', replace: 'x' } })
    const asked = fetch(`${url}/rules/normLookup`, { method: 'POST', headers, body, signal: gone.signal })
    const audit = api.context.queueDb.collection('audit')
    await waitUntil('it has arrived', async () => (await audit.countDocuments({ result: 'begun' })) > 0)
    gone.abort()
    await assert.rejects(asked)
    await waitUntil('it has ended', async () => (await audit.countDocuments({ result: 'begun' })) === 0)
    assert.deepEqual(
      lines.filter(({ level }) => level >= 40),
      [],
    )
  })
})
