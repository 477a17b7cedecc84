import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asker } from '../testing/ask.ts'
import { testApi } from '../testing/test-api.ts'

const ask = asker(testApi())
const before = encodeURIComponent(new Date().toISOString())
const ids = ['0'.repeat(24)]

describe('a request that settles, reverts or throws away', () => {
  const rows: [
    what: string,
    method: 'POST' | 'DELETE',
    url: string,
    payload: object | undefined,
    says: RegExp,
  ][] = [
    ['an undo', 'POST', '/undos', { field: 'city' }, /^plan is required: .* POST \/undos\/plan/],
    [
      'redrive',
      'POST',
      '/dead-letters/redrive',
      { all: true },
      /^expected and before .* \/dead-letters\/count/,
    ],
    ['discard', 'POST', '/dead-letters/discard', { code: 'X' }, /^expected and before/],
    ['no bound', 'POST', '/dead-letters/discard?expected=0', { queue: 'dwmQueue' }, /^expected and before/],
    ['no number', 'POST', `/dead-letters/discard?before=${before}`, { all: true }, /^expected and before/],
    ['named ones', 'POST', '/dead-letters/redrive', { ids }, /^expected is required/],
    ['a preview', 'DELETE', '/previews/none', undefined, /^state is required: .* GET \/previews/],
  ]
  for (const [what, method, url, payload, says] of rows)
    it(`is refused when it does not say what was seen, and told what to send: ${what}`, async () => {
      const { status, body } = await ask(method, url, payload === undefined ? {} : { payload })
      assert.deepEqual([status, body.code], [428, 'CONFIRMATION_REQUIRED'])
      assert.match(body.detail, says)
    })

  it('is done when it says it', async () => {
    const url = `/dead-letters/discard?expected=0&before=${before}`
    assert.deepEqual((await ask('POST', url, { payload: { all: true } })).body, { count: 0 })
  })
})
