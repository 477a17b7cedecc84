import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)

/** All items of a list, read by pages of `limit`. */
async function allOf(url: string, limit: number): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  let next: string | null = ''
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`
    const { status, body } = await ask('GET', `${url}${url.includes('?') ? '&' : '?'}limit=${limit}${cursor}`)
    assert.equal(status, 200)
    items.push(...body.items)
    next = body.next
  }
  return items
}

describe('the fleet over HTTP', () => {
  let claim = ''
  before(async () => {
    const history = { writeContactHistory: true, histIdField: { name: 'ContactID', value: 'ContactID' } }
    await api.context.rulesDb.collection('config').insertOne({ configName: 'C', fields: {}, history })
    claim = (await fillFleet(api.context)).claim
  })

  it('shows queues, depths, forecast and overview', async () => {
    const { body } = await ask('GET', '/queues')
    const dwmQueue = body.items.find((one: { queue: string }) => one.queue === 'dwmQueue')
    assert.deepEqual([dwmQueue.ready, dwmQueue.held, dwmQueue.dead], [3, 2, 3])
    assert.equal((await ask('GET', '/queues/history?hours=1')).body.items.length, 1)
    assert.equal((await ask('GET', '/forecast')).body.items.length, 3)
    const overview = await ask('GET', '/overview')
    assert.equal(overview.body.stages.length, 6)
    assert.equal(overview.body.stages[1].lastRun.id, 'run-3')
    assert.deepEqual(overview.body.claims.length, 1)
    assert.equal((await ask('GET', '/batches')).body.items[0].name, 'an export')
  })

  it('pages runs and syncs without losing or repeating any, those of one moment too', async () => {
    const runs = await allOf('/runs', 2)
    assert.deepEqual(
      runs.map(({ id }) => id),
      ['run-4', 'run-3', 'run-0', 'run-1', 'run-2'],
    )
    assert.equal((await allOf('/runs?stage=wash-contacts&result=done', 1)).length, 3)
    const syncs = await allOf('/syncs', 1)
    assert.equal(new Set(syncs.map(({ id }) => id)).size, 3)
    assert.equal((await allOf('/syncs?state=ended', 1)).length, 1)
    assert.equal((await ask('GET', '/runs/run-1')).body.result, 'done')
    assert.equal((await ask('GET', '/syncs/389')).body.status, 'success')
    assert.deepEqual((await ask('GET', '/syncs/usage')).body.import, 3)
  })

  it('shows a contact: where it is, what it is and where it has been', async () => {
    const [dead] = await allOf('/dead-letters', 2)
    const name = encodeURIComponent(String(dead?.['key']).toUpperCase())
    const { body } = await ask('GET', `/contacts/${name}`)
    assert.deepEqual([body.state, body.lastError.code], ['dead', 'NOT_TEXT'])
    const timeline = await ask('GET', `/contacts/${body.id}/timeline`)
    assert.deepEqual([timeline.status, timeline.body.now.state], [200, 'dead'])
    const history = await ask('GET', '/contacts/c0@example.com/history')
    assert.equal(history.body.items[0].changes[0].to, 'New York')
    for (const path of ['', '/timeline', '/history'])
      assert.equal((await ask('GET', `/contacts/nobody@example.com${path}`)).status, 404)
  })

  it('sends dead letters back or ends them, by id, by reason, and none unless it is said which', async () => {
    const letters = await allOf('/dead-letters?queue=dwmQueue', 2)
    assert.equal(letters.length, 3)
    const [{ meaning, wayOut, ...group }] = (await ask('GET', '/dead-letters/summary')).body.items
    assert.deepEqual(group, { queue: 'dwmQueue', code: 'NOT_TEXT', count: 3 })
    assert.match(`${meaning} ${wayOut}`, /other than text.*correct the value/)
    assert.equal((await allOf(`/dead-letters?q=${String(letters[0]?.['key']).toUpperCase()}`, 2)).length, 1)
    const bound = (await ask('GET', '/dead-letters/count?queue=dwmQueue')).body
    assert.equal(bound.count, 3)
    const left = (number: number) => `expected=${number}&before=${encodeURIComponent(bound.before)}`
    const refused = await ask('POST', `/dead-letters/discard?${left(4)}`, { payload: { queue: 'dwmQueue' } })
    assert.deepEqual([refused.status, refused.body.code], [412, 'CHANGED'])
    assert.match(refused.body.detail, /4 dead letters were meant and 3 of them are left/)
    const redriven = await ask('POST', '/dead-letters/redrive?expected=1', {
      payload: { ids: [letters[0]?.['id']] },
    })
    assert.deepEqual(redriven.body, { count: 1 })
    const other = await ask('POST', `/dead-letters/discard?${left(0)}`, { payload: { code: 'NONE' } })
    assert.deepEqual(other.body, { count: 0 })
    const all = await ask('POST', `/dead-letters/discard?${left(2)}`, { payload: { all: true } })
    assert.deepEqual(all.body, { count: 2 })
    assert.equal((await ask('POST', '/dead-letters/discard', { payload: {} })).status, 400)
    const { body } = await ask('GET', '/audit?limit=4')
    assert.deepEqual(body.items[2].facts, { named: 1, ids: letters[0]?.['id'], count: 1 })
    assert.doesNotMatch(JSON.stringify(body), /@/)
  })

  it('reports which values a field holds, most frequent first', async () => {
    const { body } = await ask('GET', '/fields/city/values?limit=1')
    assert.deepEqual(body.items, [{ value: 'NYC', contacts: 8 }])
    assert.equal((await ask('GET', '/fields/a.b/values')).status, 400)
    assert.deepEqual((await ask('GET', '/fields')).body.items, [])
  })

  it('takes a claim away', async () => {
    assert.equal((await ask('GET', '/claims')).body.items[0].token, claim)
    assert.deepEqual((await ask('DELETE', `/claims/${claim}`)).body, { count: 2 })
    assert.equal((await ask('DELETE', `/claims/${claim}`)).status, 404)
  })

  it('exposes to Prometheus how long requests took, by route and never by address', async () => {
    const { status, body } = await ask('GET', '/metrics')
    assert.equal(status, 200)
    assert.match(
      body,
      /dwm_api_request_duration_seconds_count\{method="GET",route="\/contacts\/:email",status="404"\} 1/,
    )
    assert.doesNotMatch(body, /example\.com/)
  })

  it('has a page to read the document, with every operation and no script', async () => {
    const { body, statusCode } = await api.server.inject({ url: '/docs', headers: api.as('reader') })
    assert.equal(statusCode, 200)
    assert.match(body, /\/contacts\/\{email\}\/timeline/)
    assert.doesNotMatch(body, /<script|style=/)
    const { body: document } = await ask('GET', '/openapi.json')
    assert.equal(document.openapi, '3.1.0')
  })
})
