import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  EloquaEndlessPagesError,
  EloquaNotFoundError,
  EloquaResponseError,
  EloquaTimeoutError,
  EloquaUnavailableError,
  type Row,
  type ShortExport,
} from '../index.ts'
import { connectedForTests, type Reply } from '../testing.ts'

const route = 'GET /syncs/389/data'

const short: ShortExport[] = []
const { server, eloqua } = await connectedForTests({
  // ten times what a busy machine needs between two pieces of an answer
  timeouts: { idleMs: 2_000 },
  onShortExport: (found) => short.push(found),
})

const people: Row[] = Array.from({ length: 1000 }, (_, n) => ({
  emailAddress: `p${n}@example.com`,
  ContactID: `${n}`,
}))

/** A page as Eloqua gives it; with `cutAt` the connection breaks within that share of it. */
function pageOf(rows: readonly Row[], cut?: { at: number; silent?: boolean }): Reply {
  return (response, { query }) => {
    const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))]
    const items = rows.slice(offset, offset + limit)
    const hasMore = offset + limit < rows.length
    const text = JSON.stringify({
      items,
      totalResults: rows.length,
      limit,
      offset,
      count: items.length,
      hasMore,
    })
    if (!cut) return void response.writeHead(200, { 'content-type': 'application/json' }).end(text)
    response.writeHead(200, { 'content-length': String(Buffer.byteLength(text)) })
    response.write(text.slice(0, Math.floor(text.length * cut.at)), () => {
      if (!cut.silent) setTimeout(() => response.destroy(), 20)
    })
  }
}

async function readAll(pageSize?: number): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of eloqua.syncs.data('/syncs/389', pageSize === undefined ? {} : { pageSize }))
    rows.push(row)
  return rows
}

function offsets(): number[] {
  return server.seen.map(({ query }) => Number(query.get('offset')))
}

describe('syncs.data', () => {
  it('reads all pages', async () => {
    server.on(route, pageOf(people))
    assert.deepEqual(await readAll(300), people)
    assert.deepEqual(offsets(), [0, 300, 600, 900])
  })

  it('asks for 50,000 rows a page by default, and never for more', async () => {
    server.on(route, pageOf(people))
    await readAll()
    await readAll(80_000)
    assert.deepEqual(
      server.seen.map(({ query }) => query.get('limit')),
      ['50000', '50000'],
    )
  })

  it('reads pages to the end whose totals are texts, wrong or of no use, behind a mark of the byte order', async () => {
    for (const end of [
      { hasMore: 'false', totalResults: '4' },
      { totalResults: '4' },
      { totalResults: 0 },
      { totalResults: 'many', hasMore: 'perhaps' },
      { totalResults: null, hasMore: null },
      { totalResults: -1 },
    ]) {
      server.on(route, (response, { query }) => {
        const offset = Number(query.get('offset'))
        const page = { items: people.slice(0, 4).slice(offset, offset + 2), ...end }
        response.end(`\uFEFF${JSON.stringify(page)}`)
      })
      assert.equal((await readAll(2)).length, 4, JSON.stringify(end))
    }
  })

  it('takes nothing but a page for one', async () => {
    for (const json of ['Not authenticated.', [], null]) {
      server.on(route, { json })
      await assert.rejects(readAll(), EloquaResponseError)
    }
  })

  it('reads an export without rows, items or not', async () => {
    for (const json of [{ items: [], hasMore: false }, { totalResults: 0 }]) {
      server.on(route, { json })
      assert.deepEqual(await readAll(), [])
    }
  })

  it('takes a page that broke off up behind the last row that came', async () => {
    server.on(route, pageOf(people, { at: 0.5 }), pageOf(people))
    assert.deepEqual(await readAll(), people)
    const [, second = 0] = offsets()
    assert.ok(second > 0 && second < people.length, `went on at ${second}`)
  })

  it('takes a page that fell silent up in the same way', async () => {
    server.on(route, pageOf(people, { at: 0.3, silent: true }), pageOf(people, { at: 0.7 }), pageOf(people))
    assert.deepEqual(await readAll(), people)
  })

  it('does not take the time of its reader for silence', async () => {
    server.on(route, pageOf(people))
    let read = 0
    for await (const _ of eloqua.syncs.data('/syncs/389')) {
      read += 1
      if (read === 1) await new Promise((resolve) => setTimeout(resolve, 3_000))
    }
    assert.deepEqual([read, server.count(route)], [people.length, 1])
  })

  it('gives up after tries that brought nothing', async () => {
    server.on(route, pageOf(people, { at: 0 }))
    await assert.rejects(readAll(), EloquaUnavailableError)
    assert.equal(server.count(route), 3)
    server.on(route, pageOf(people, { at: 0, silent: true }))
    await assert.rejects(readAll(), EloquaTimeoutError)
  })

  it('refuses a page that is cut although the answer is whole', async () => {
    server.on(route, { text: '{"items":[{"emailAddress":"ann@example.com"},' })
    await assert.rejects(readAll(), EloquaResponseError)
    server.on(route, { text: '{"items":[{"emailAddress":"ann@example.com"}],"hasMore":true' })
    await assert.rejects(readAll(), EloquaResponseError)
  })

  it('does not turn round for ever on empty pages', async () => {
    server.on(route, { json: { items: [], hasMore: true } })
    await assert.rejects(readAll(), EloquaEndlessPagesError)
  })

  it('comes to an end with a server that gives the same rows again whatever the offset', async () => {
    server.on(route, { json: { items: people.slice(0, 1), totalResults: 1, hasMore: true } })
    await assert.rejects(readAll(), { code: 'ELOQUA_ENDLESS_PAGES', message: /1000 pages/ })
  })

  it('reads on while fewer rows came than Eloqua reports, whatever it says of further pages', async () => {
    server.on(route, (response, { query }) => {
      const offset = Number(query.get('offset'))
      const page = { items: people.slice(offset, offset + 400), totalResults: people.length, hasMore: false }
      response.end(JSON.stringify(page))
    })
    assert.deepEqual(await readAll(), people)
    assert.deepEqual(offsets(), [0, 400, 800])
  })

  it('looks once more for rows that Eloqua says there are, then takes what came and says so', async () => {
    for (const last of [{ items: [], totalResults: 3, hasMore: false }, { totalResults: 3 }]) {
      server.seen.length = 0
      short.length = 0
      server.on(
        route,
        { json: { items: people.slice(0, 2), totalResults: 3, hasMore: false } },
        { json: last },
      )
      assert.deepEqual(await readAll(), people.slice(0, 2))
      assert.equal(server.count(route), 2)
      assert.deepEqual(short, [{ syncUri: '/syncs/389', rows: 2, totalResults: 3 }])
    }
  })

  it('says nothing of an export that holds what Eloqua says', async () => {
    short.length = 0
    server.on(route, pageOf(people))
    await readAll(400)
    assert.deepEqual(short, [])
  })

  it('makes null and numbers strings', async () => {
    server.on(route, { json: { items: [{ a: null, b: 3, c: 'x' }], hasMore: false } })
    assert.deepEqual(await readAll(), [{ a: '', b: '3', c: 'x' }])
  })

  it('reports expired data by its class', async () => {
    for (const status of [404, 410]) {
      server.on(route, { status })
      await assert.rejects(readAll(), EloquaNotFoundError)
    }
  })

  it('drops the connection when its reader has enough', async () => {
    const closed = Promise.withResolvers<void>()
    server.on(route, (response) => {
      response.on('close', closed.resolve)
      response.writeHead(200).write('{"items":[{"a":"1"},')
    })
    for await (const _ of eloqua.syncs.data('/syncs/389')) break
    await closed.promise
  })

  it('ends with the signal in the middle of a page', async () => {
    server.on(route, pageOf(people, { at: 0.5, silent: true }))
    const stop = new AbortController()
    const reading = (async () => {
      for await (const _ of eloqua.syncs.data('/syncs/389', { signal: stop.signal }))
        stop.abort(new Error('stop requested'))
    })()
    await assert.rejects(reading, /stop requested/)
  })
})
