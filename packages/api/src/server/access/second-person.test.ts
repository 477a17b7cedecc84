import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { needsSecondPublisher } from '@dwmops/access'
import { startApi } from '../../start-api.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'
import type { Server } from '../server.ts'

const api = testApi()
const over = { queued: true }
const document = { fieldName: 'city', find: 'SF', replace: 'San Francisco' }
const changes = [{ do: 'create', collection: 'normLookup', document }]

describe('publishing where a second person is needed', () => {
  let server: Server
  before(async () => {
    server = await api.with({ ENVIRONMENT: 'prod', API_SECOND_PERSON: 'true' })
    await api.context.store.publish(smallRuleSet, { who: 'test' })
    await fillFleet(api.context)
  })

  async function ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    role: 'editor' | 'operator' = 'editor',
  ) {
    const headers = { ...api.as(role), 'if-match': '"v1"' }
    const answer = await server.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json() }
  }

  async function previewed(): Promise<string> {
    const { body } = await ask('POST', '/previews', { changes, over })
    while ((await ask('GET', `/previews/${body.id}`)).body.state === 'running') await pause(50)
    return body.id
  }

  it('is noted for the commands beside the API when it starts', async () => {
    const { settings, client, queueDb, log } = { ...api.context, client: api.client }
    for (const apiSecondPerson of [true, false]) {
      const own = {
        ...settings,
        apiSecondPerson,
        environment: 'prod',
        apiHost: '127.0.0.1',
        apiPort: 0,
      } as const
      await (await startApi({ settings: own, client, log })).stop()
      assert.equal(await needsSecondPublisher(queueDb), apiSecondPerson)
    }
  })

  it('is refused for a draft that is no preview, also when somebody else made it', async () => {
    const { drafts } = api.context.store
    const { set, basis } = await drafts.ground()
    const { id } = await drafts.keep(set, { who: 'an editor', basis })
    assert.equal((await ask('POST', `/previews/${id}/publish`, {})).status, 404)
    await drafts.drop(id)
  })

  it('goes by way of a preview alone', async () => {
    const [rule] = (await api.context.store.findRules({ text: 'NYC' })).rules
    const one = `/rules/normLookup/${rule?.id}`
    const rows = [
      ['POST', '/rules/normLookup', { document }],
      ['PUT', one, { document }],
      ['DELETE', one, undefined],
      ['PUT', '/rule-set', { configs: [] }],
      ['PUT', '/configs/Eloqua_Contacts_DWM', { document }],
    ] as const
    for (const [method, url, payload] of rows) {
      const { status, body } = await ask(method, url, payload, 'operator')
      assert.deepEqual([status, body.code], [403, 'SECOND_PERSON_NEEDED'], `${method} ${url}`)
    }
    assert.equal((await ask('PUT', '/rule-set?dryRun=true', { configs: smallRuleSet.configs })).status, 200)
  })

  it('is done by another person than the one who began the preview, and by nobody else', async () => {
    const id = await previewed()
    const own = await ask('POST', `/previews/${id}/publish`, {})
    assert.deepEqual([own.status, own.body.code], [403, 'SECOND_PERSON_NEEDED'])
    const other = await ask('POST', `/previews/${id}/publish`, {}, 'operator')
    assert.deepEqual([other.status, other.body.version], [200, 2])
    const { body } = await ask('GET', '/audit?limit=2', undefined, 'operator')
    assert.deepEqual(
      body.items.map(({ who, result }: { who: string; result: string }) => [who, result]),
      [
        ['a operator', 'done'],
        ['a editor', 'refused'],
      ],
    )
  })

  it('lets the rules of an earlier version be brought back by one person, as it may be urgent', async () => {
    const headers = { ...api.as('editor'), 'if-match': '"v2"' }
    const answer = await server.inject({
      method: 'POST',
      url: '/rule-versions/1/rollback',
      headers,
      payload: {},
    })
    assert.equal(answer.statusCode, 200)
  })

  it('is shown to the console, and is not asked of anybody in dev or without the setting', async () => {
    assert.equal((await ask('GET', '/session')).body.secondPerson, true)
    for (const env of [{ ENVIRONMENT: 'dev', API_SECOND_PERSON: 'true' }, { ENVIRONMENT: 'prod' }]) {
      const other = await api.with(env)
      const headers = api.as('editor')
      assert.equal((await other.inject({ url: '/session', headers })).json().secondPerson, false)
      const made = await other.inject({
        method: 'POST',
        url: '/rules/normLookup',
        headers,
        payload: { document: { ...document, find: env.ENVIRONMENT.toUpperCase() } },
      })
      assert.equal(made.statusCode, 201)
    }
  })
})
