import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../testing/open-sandbox.ts'

const lists = '/contacts/lists'
const exporting = { name: 'x', fields: { ContactID: statements.ContactID } }

describe('faults of answers', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox()
  })
  beforeEach(() => sandbox.setFaults([]))
  const statuses = async (count: number, method = 'GET', path = lists, body?: unknown) => {
    const seen: (number | 'broken')[] = []
    for (let nth = 0; nth < count; nth += 1) {
      const answer = await sandbox.call(method, path, { body }).catch(() => undefined)
      seen.push(answer?.status ?? 'broken')
    }
    return seen
  }
  const definitions = async () => (await sandbox.call('GET', '/contacts/exports')).json.totalResults

  for (const [fault, expected] of [
    ['http-error', [503, 200, 200, 200]],
    ['http-error=429,times=2', [429, 429, 200, 200]],
    ['http-error=500,times=1,skip=2', [200, 200, 500, 200]],
    ['http-error=500,times=ever', [500, 500, 500, 500]],
    ['http-error=503,path=/syncs', [200, 200, 200, 200]],
    ['http-error=503,path=/contacts/*', [503, 200, 200, 200]],
    ['http-error=503,method=POST', [200, 200, 200, 200]],
    ['drop-answer,times=2', undefined],
    ['drop-answer=times=2', ['broken', 'broken', 200, 200]],
    ['reset-body', ['broken', 200, 200, 200]],
    ['reset-body=atByte=0', ['broken', 200, 200, 200]],
  ] as const) {
    if (expected === undefined) {
      it(`refuses ${fault}, which is no fault`, () =>
        assert.throws(() => sandbox.setFaults([fault]), /unknown/))
      continue
    }
    it(`gives ${expected.join(', ')} by ${fault}`, async () => {
      sandbox.setFaults([fault])
      assert.deepEqual(await statuses(4), expected)
    })
  }

  it('sends Retry-After when the fault names it', async () => {
    sandbox.setFaults(['http-error=429,retryAfter=7'])
    assert.equal((await sandbox.call('GET', lists)).headers.get('retry-after'), '7')
  })

  for (const [fault, seen] of [
    ['http-error=500,method=POST', 500],
    ['http-error=500,when=after,method=POST', 500],
    ['drop-answer=method=POST', 'broken'],
  ] as const) {
    it(`${fault.includes('when=after') || seen === 'broken' ? 'does' : 'does not do'} the work with ${fault}`, async () => {
      const made = await definitions()
      sandbox.setFaults([fault])
      assert.deepEqual(await statuses(1, 'POST', '/contacts/exports', exporting), [seen])
      const expected = fault === 'http-error=500,method=POST' ? made : made + 1
      assert.equal(await definitions(), expected)
    })
  }

  it('breaks a stream of rows off in its middle', async () => {
    const { uri } = await sandbox.sync('/contacts/exports', exporting)
    sandbox.setFaults(['reset-body=atByte=20,path=/syncs/*/data'])
    assert.deepEqual(await statuses(2, 'GET', `${uri}/data`), ['broken', 200])
    sandbox.setFaults(['drop-answer', 'http-error=500,when=after,skip=1'])
    assert.deepEqual(await statuses(3, 'GET', `${uri}/data`), ['broken', 500, 200])
  })

  it('trickles an answer by slow-bytes, whole', async () => {
    const { text } = await sandbox.call('GET', `${lists}?limit=1`)
    sandbox.setFaults([{ name: 'slow-bytes', bytesPerSecond: text.length * 5 }])
    const started = performance.now()
    assert.equal((await sandbox.call('GET', `${lists}?limit=1`)).text, text)
    assert.ok(performance.now() - started > 100)
  })

  it('waits before the work by slow-answer', async () => {
    sandbox.setFaults(['slow-answer=120'])
    const started = performance.now()
    assert.deepEqual(await statuses(1), [200])
    assert.ok(performance.now() - started > 100)
  })

  it('leaves items out of empty collections only, by items-omitted', async () => {
    sandbox.setFaults(['items-omitted'])
    const none = (await sandbox.call('GET', `${lists}?q=name=none`)).json
    assert.deepEqual(none, { totalResults: 0, limit: 1000, offset: 0, count: 0, hasMore: false })
    assert.equal((await sandbox.call('GET', lists)).json.items.length, 2)
  })

  it('finds more than asked by loose-q', async () => {
    sandbox.setFaults(['loose-q'])
    assert.equal((await sandbox.call('GET', `${lists}?q=name=queue`)).json.items.length, 2)
  })

  it('reports a stale count by list-count', async () => {
    sandbox.setFaults(['list-count=7,path=/contacts/lists/6051'])
    const counts = (await sandbox.call('GET', lists)).json.items.map(({ count }: { count: number }) => count)
    assert.deepEqual(counts, [3, 7])
  })

  it('never applies to the view from outside', async () => {
    sandbox.setFaults(['http-error=500,times=ever', 'drop-answer=times=ever'])
    assert.equal((await sandbox.ask('GET', '/sandbox/contacts')).status, 200)
  })
})
