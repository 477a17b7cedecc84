import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  EloquaAuthError,
  EloquaNotFoundError,
  EloquaSyncFailedError,
  EloquaTimeoutError,
  EloquaUnknownOutcomeError,
} from '../index.ts'
import { connectedForTests, fixture } from '../testing.ts'

const definitionUri = '/contacts/imports/512'
const polls = { firstPollMs: 1, maxPollMs: 5 }

const { server, eloqua } = await connectedForTests()

function syncIn(status: string) {
  return { json: { ...JSON.parse(fixture('sync-pending')), status } }
}

/** Asks five times in a row what Eloqua does not know, and once for what is gone. */
async function believesUnknown(request: string, ask: () => Promise<unknown>): Promise<void> {
  for (const [status, asked] of [
    [404, 5],
    [410, 1],
  ] as const) {
    server.seen.length = 0
    server.on(request, { status })
    await assert.rejects(ask(), EloquaNotFoundError)
    assert.equal(server.count(request), asked)
  }
}

describe('syncs.start', () => {
  it('starts the sync of a definition', async () => {
    server.on('POST /syncs', { status: 201, text: fixture('sync-pending') })
    const sync = await eloqua.syncs.start(definitionUri)
    assert.deepEqual(
      [sync.uri, sync.definitionUri, sync.status, sync.end],
      ['/syncs/389', definitionUri, 'pending', undefined],
    )
    assert.deepEqual(JSON.parse(server.seen[0]?.body ?? ''), { syncedInstanceUri: definitionUri })
  })

  it('takes a whole address for what it is below the base', async () => {
    const base = `${server.url}/API/Bulk/2.0`
    const json = { ...JSON.parse(fixture('sync-pending')), uri: `${base}/syncs/389` }
    server.on('POST /syncs', { json: { ...json, syncedInstanceUri: `${base}//contacts/imports/512` } })
    const { uri, definitionUri: of } = await eloqua.syncs.start(definitionUri)
    assert.deepEqual([uri, of], ['/syncs/389', '//contacts/imports/512'])
  })

  it('is sent once when its answer is lost', async () => {
    for (const lost of [
      (response: { destroy(): void }) => void response.destroy(),
      { status: 500 },
      { status: 503 },
      { status: 201, text: '{"uri": "/sy' },
    ]) {
      server.seen.length = 0
      server.on('POST /syncs', lost)
      const started = eloqua.syncs.start(definitionUri)
      await assert.rejects(started, EloquaUnknownOutcomeError)
      assert.equal(server.count('POST /syncs'), 1)
    }
  })

  it('is sent again after a 429 and after a new login, which both did nothing', async () => {
    server.on('POST /syncs', { status: 429 }, { status: 401 }, { status: 201, text: fixture('sync-pending') })
    await eloqua.syncs.start(definitionUri)
    assert.equal(server.count('POST /syncs'), 3)
  })

  it('leaves its outcome unknown when it is stopped on the way', async () => {
    const stop = new AbortController()
    server.on('POST /syncs', () => stop.abort(new Error('stop requested')))
    await assert.rejects(
      eloqua.syncs.start(definitionUri, { signal: stop.signal }),
      EloquaUnknownOutcomeError,
    )
    server.on('POST /syncs', () => undefined)
    await assert.rejects(
      eloqua.syncs.start(definitionUri, { deadlineAt: Date.now() + 2_000 }),
      EloquaUnknownOutcomeError,
    )
  })

  it('does not take a refused login for an unknown outcome', async () => {
    server.on('POST /syncs', { status: 401 })
    await assert.rejects(eloqua.syncs.start(definitionUri), EloquaAuthError)
  })
})

describe('syncs.waitForEnd', () => {
  it('looks until the sync has ended', async () => {
    server.on('GET /syncs/389', syncIn('pending'), syncIn('active'), 'sync-success')
    const sync = await eloqua.syncs.waitForEnd('/syncs/389', polls)
    assert.deepEqual([sync.end, server.count('GET /syncs/389')], ['success', 3])
  })

  for (const spelling of ['error', 'errored', 'Error']) {
    it(`takes ${spelling} as an end in failure`, async () => {
      server.on('GET /syncs/389', syncIn(spelling))
      const sync = await eloqua.syncs.waitForEnd('/syncs/389', polls)
      assert.deepEqual([sync.end, sync.status], ['error', spelling])
    })
  }

  it('takes an unknown status as not finished, and reports it once', async () => {
    server.on('GET /syncs/389', syncIn('paused'), syncIn('paused'), 'sync-success')
    const reported: string[] = []
    await eloqua.syncs.waitForEnd('/syncs/389', {
      ...polls,
      onUnknownStatus: (status) => reported.push(status),
    })
    assert.deepEqual(reported, ['paused'])
  })

  it('waits longer from look to look', async () => {
    server.on('GET /syncs/389', ...Array.from({ length: 6 }, () => syncIn('active')), 'sync-success')
    const waited: number[] = []
    await eloqua.syncs.waitForEnd('/syncs/389', {
      ...{ firstPollMs: 10, maxPollMs: 40 },
      onPoll: (_, waitedMs) => waited.push(waitedMs),
    })
    assert.equal(waited.length, 6)
    // 10 + 15 + 22.5 + 33.75 + 40, less what timers and clocks round
    assert.ok((waited.at(-1) ?? 0) - (waited[0] ?? 0) > 100)
  })

  it('looks again for a sync that Eloqua does not know, which may pass', async () => {
    const unknown = { status: 404 }
    server.on('GET /syncs/389', unknown, syncIn('active'), ...Array(4).fill(unknown), 'sync-success')
    const sync = await eloqua.syncs.waitForEnd('/syncs/389', polls)
    assert.deepEqual([sync.end, server.count('GET /syncs/389')], ['success', 7])
  })

  it('believes that a sync is unknown after five looks in a row, and that it is gone at once', async () => {
    await believesUnknown('GET /syncs/389', () => eloqua.syncs.waitForEnd('/syncs/389', polls))
  })

  it('ends at the deadline or with the signal', async () => {
    server.on('GET /syncs/389', syncIn('active'))
    const late = eloqua.syncs.waitForEnd('/syncs/389', { ...polls, deadlineAt: Date.now() + 100 })
    await assert.rejects(late, (error) => error instanceof EloquaTimeoutError && error.deadline)
    const stop = new AbortController()
    const stopped = eloqua.syncs.waitForEnd('/syncs/389', {
      ...{ firstPollMs: 60_000, signal: stop.signal },
      onPoll: () => stop.abort(new Error('stop requested')),
    })
    await assert.rejects(stopped, /stop requested/)
  })
})

describe('syncs.waitForGood', () => {
  const logs = (...codes: [string, string][]) => ({
    json: {
      items: codes.map(([statusCode, severity]) => ({ statusCode, severity, count: 1 })),
      hasMore: false,
    },
  })

  it('gives sync and verdict when the sync went well', async () => {
    server.on('GET /syncs/389', 'sync-success')
    server.on('GET /syncs/389/logs', logs(['ELQ-00102', 'information']))
    const { sync, verdict } = await eloqua.syncs.waitForGood('/syncs/389', polls)
    assert.deepEqual([sync.end, verdict.result, verdict.counts], ['success', 'ok', { 'ELQ-00102': 1 }])
  })

  it('asks again for logs that are empty, and believes no success without any', async () => {
    const empty = [{ json: { items: [] } }, { json: { totalResults: 0 } }, { json: { items: null } }]
    server.on('GET /syncs/389', syncIn('success'))
    server.on('GET /syncs/389/logs', ...empty.slice(1), logs(['ELQ-00102', 'information']))
    assert.equal((await eloqua.syncs.waitForGood('/syncs/389', polls)).verdict.result, 'ok')
    server.on('GET /syncs/389/logs', ...empty)
    await assert.rejects(
      eloqua.syncs.waitForGood('/syncs/389', polls),
      (error) => error instanceof EloquaSyncFailedError && error.temporary,
    )
  })

  it('asks again for logs that Eloqua does not know, five times, and takes those that are gone for gone', async () => {
    server.on('GET /syncs/389', 'sync-success')
    server.on('GET /syncs/389/logs', ...Array(4).fill({ status: 404 }), logs(['ELQ-00102', 'information']))
    const { verdict } = await eloqua.syncs.waitForGood('/syncs/389', polls)
    assert.equal(verdict.result, 'ok')
    await believesUnknown('GET /syncs/389/logs', () => eloqua.syncs.waitForGood('/syncs/389', polls))
  })

  it('distinguishes a temporary failure from a lasting one', async () => {
    server.on('GET /syncs/389', syncIn('error'))
    for (const [code, temporary] of [
      ['ELQ-00146', true],
      ['ELQ-00122', false],
    ] as const) {
      server.on('GET /syncs/389/logs', logs([code, 'error']))
      await assert.rejects(eloqua.syncs.waitForGood('/syncs/389', polls), (error) => {
        assert.ok(error instanceof EloquaSyncFailedError)
        assert.deepEqual(
          [error.temporary, error.statusCodes, error.syncUri],
          [temporary, [code], '/syncs/389'],
        )
        return true
      })
    }
  })
})
