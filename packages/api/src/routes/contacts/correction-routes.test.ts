import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withExportedValues } from '@dwmops/fleet'
import { asker } from '../../testing/ask.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)
const dead = { code: 'NOT_TEXT', message: 'field city: a number' }

/** A dead letter with that record: its id. */
async function bury(name: string, payload: Record<string, unknown>, queue = 'dwmQueue'): Promise<string> {
  const key = `${name}@example.com`
  await api.context.queue.add(queue, [
    { key, payload: { emailAddress: key, ...payload }, source: name, dead },
  ])
  return String((await api.context.queue.show(key))?.item._id)
}

function correct(
  id: string,
  field: string,
  from: string,
  to: string,
  role: 'operator' | 'editor' = 'operator',
) {
  return ask('POST', `/dead-letters/${id}/correct`, { payload: { field, from, to }, role })
}

describe('a correction of a dead letter', () => {
  it('sends it back with the new value, and keeps what was exported for the comparison with Eloqua', async () => {
    const id = await bury('ann', { city: 7, country: 'DE' })
    assert.deepEqual((await correct(id, 'city', '7', 'Berlin')).body, { count: 1 })
    const { body } = await ask('GET', `/contacts/${id}`)
    assert.deepEqual([body.state, body.attempts, body.queue], ['ready', 0, 'dwmQueue'])
    assert.deepEqual([body.payload.city, body.payload._exported], ['Berlin', { city: '7' }])
    assert.equal(body.trail.at(-1).did, 'corrected')
    const claim = await api.context.queue.claim('dwmQueue', 1)
    const washed = withExportedValues(claim?.items[0]?.payload ?? {}, {
      ...claim?.items[0]?.payload,
      country: 'Germany',
    })
    assert.deepEqual(washed['_exported'], { city: '7', country: 'DE' })
  })

  it('is in the log of changes, without the values', async () => {
    const id = await bury('bob', { city: 'Secretville' })
    await correct(id, 'city', 'Secretville', 'Hiddentown')
    const [entry] = (await ask('GET', '/audit?limit=1')).body.items
    assert.deepEqual(
      [entry.action, entry.facts],
      ['POST /dead-letters/:id/correct', { item: id, field: 'city' }],
    )
    assert.doesNotMatch(JSON.stringify(entry), /ville|town|@/)
  })

  it('is refused when the letter is no longer as it was seen', async () => {
    const id = await bury('cid', { city: 'A' })
    assert.equal((await correct(id, 'city', 'B', 'C')).body.code, 'CHANGED')
    assert.equal((await correct(id, 'city', 'A', 'C')).status, 200)
    assert.equal((await correct(id, 'city', 'C', 'D')).status, 404)
    assert.equal((await correct('f'.repeat(24), 'city', 'C', 'D')).status, 404)
  })

  it('of two at once is made by one', async () => {
    const id = await bury('dan', { city: 'A', country: 'B' })
    const both = await Promise.all([correct(id, 'city', 'A', 'X'), correct(id, 'country', 'B', 'Y')])
    const statuses = both.map(({ status }) => status).toSorted()
    assert.equal(statuses[0], 200)
    assert.ok([404, 412].includes(statuses[1] ?? 0), String(statuses))
  })

  it('is refused for what was not read, what names the contact, and what is no text', async () => {
    const before = { city: 'A', ContactID: '1' }
    const id = await bury(
      'eve',
      withExportedValues(before, { ...before, persona: 'Buyer' }),
      'processedQueue',
    )
    for (const [field, from, to] of [
      ['emailAddress', 'eve@example.com', 'eva@example.com'],
      ['ContactID', '1', '2'],
      ['persona', 'Buyer', 'Seller'],
      ['fax', '', '1'],
      ['_exported', '', '1'],
      ['city', 'A', '\ud800'],
    ] as const)
      assert.equal((await correct(id, field, from, to)).status, 400, field)
    assert.equal((await correct(id, 'city', 'A', 'B', 'editor')).status, 403)
    assert.equal((await correct(id, 'city', 'A', 'B')).status, 200)
  })

  it('is for contacts of the stages alone', async () => {
    const id = await bury('fay', { city: 'A' }, 'undoQueue')
    assert.equal((await correct(id, 'city', 'A', 'B')).status, 404)
  })
})
