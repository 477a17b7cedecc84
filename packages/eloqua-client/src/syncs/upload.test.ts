import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { EloquaNotFoundError, EloquaUnknownOutcomeError, EloquaValidationError, type Row } from '../index.ts'
import { connectedForTests } from '../testing.ts'

const uri = '/contacts/imports/512'
const post = `POST ${uri}/data`

const { server, eloqua } = await connectedForTests()
/** what the server has staged, body by body */
let staged: Row[][]

beforeEach(() => {
  staged = []
  server.on(post, stage)
  server.on(`DELETE ${uri}/data`, (response) => {
    staged = []
    response.writeHead(204).end()
  })
})

const stage = (response: { writeHead(status: number): { end(): void } }, { body }: { body: string }) => {
  staged.push(JSON.parse(body))
  response.writeHead(204).end()
}

const stageAndDrop = (response: { destroy(): void }, { body }: { body: string }) => {
  staged.push(JSON.parse(body))
  response.destroy()
}

function people(count: number): Row[] {
  return Array.from({ length: count }, (_, n) => ({
    emailAddress: `p${n}@example.com`,
    firstName: n % 2 ? 'Zoë' : '',
  }))
}

async function* later(rows: Row[]): AsyncGenerator<Row> {
  yield* rows
}

function* once(rows: Row[]): Generator<Row> {
  yield* rows
}

describe('uploadRows', () => {
  it('cuts rows into bodies by their number', async () => {
    const rows = people(7)
    const { bytes, ...result } = await eloqua.uploadRows(uri, rows, { maxRows: 3 })
    assert.deepEqual(result, { posts: 3, rows: 7, restarts: 0 })
    assert.deepEqual(
      staged.map(({ length }) => length),
      [3, 3, 1],
    )
    assert.deepEqual(staged.flat(), rows)
    assert.equal(
      bytes,
      server.seen.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0),
    )
  })

  it('cuts rows into bodies by their bytes, none larger than allowed', async () => {
    const rows = people(500)
    await eloqua.uploadRows(uri, later(rows), { maxBytes: 1000 })
    const sizes = server.seen.map(({ body }) => Buffer.byteLength(body))
    assert.ok(sizes.every((size) => size <= 1000))
    assert.ok(sizes.slice(0, -1).every((size) => size > 900))
    assert.deepEqual(staged.flat(), rows)
  })

  it('sends bodies of several pieces', async () => {
    const rows = people(20_000)
    assert.equal((await eloqua.uploadRows(uri, rows)).posts, 1)
    assert.deepEqual(staged.flat(), rows)
  })

  it('sends nothing when there are no rows', async () => {
    assert.equal((await eloqua.uploadRows(uri, [])).posts, 0)
    assert.equal(server.seen.length, 0)
  })

  it('sends a body again when it certainly was not taken', async () => {
    server.on(post, { status: 429 }, stage)
    await eloqua.uploadRows(uri, later(people(2)))
    assert.equal(staged.flat().length, 2)
  })

  it('clears and sends all anew when an answer was lost', async () => {
    server.on(post, stage, stageAndDrop, stage)
    const rows = people(6)
    const result = await eloqua.uploadRows(uri, rows, { maxRows: 2 })
    assert.deepEqual([result.rows, result.posts, result.restarts], [6, 3, 1])
    assert.deepEqual(staged.flat(), rows)
    assert.equal(server.count(`DELETE ${uri}/data`), 1)
  })

  it('does the same for a function that opens the rows', async () => {
    server.on(post, stageAndDrop, stage)
    const rows = people(3)
    await eloqua.uploadRows(uri, () => later(rows))
    assert.deepEqual(staged.flat(), rows)
  })

  it('goes on where there was nothing to clear: the rows of the lost answer had not come', async () => {
    server.on(post, (response) => void response.destroy(), stage)
    server.on(`DELETE ${uri}/data`, { status: 404 })
    const rows = people(2)
    assert.equal((await eloqua.uploadRows(uri, rows)).restarts, 1)
    assert.deepEqual(staged.flat(), rows)
  })

  it('leaves rows that can be walked once to the caller', async () => {
    for (const rows of [later(people(3)), once(people(3))]) {
      server.on(post, stageAndDrop)
      await assert.rejects(eloqua.uploadRows(uri, rows), EloquaUnknownOutcomeError)
    }
    assert.equal(server.count(`DELETE ${uri}/data`), 0)
  })

  it('gives up after the last try', async () => {
    server.on(post, { status: 503 })
    await assert.rejects(eloqua.uploadRows(uri, people(3)), EloquaUnknownOutcomeError)
    assert.equal(server.count(post), 3)
  })

  it('names both meanings of a 404', async () => {
    server.on(post, { status: 404 })
    await assert.rejects(
      eloqua.uploadRows(uri, people(3)),
      (error) => error instanceof EloquaNotFoundError && /32 MB/.test(error.message),
    )
  })

  it('refuses a row larger than any body, and more bodies than a sync may have', async () => {
    const large = [{ note: 'x'.repeat(2000) }]
    await assert.rejects(eloqua.uploadRows(uri, large, { maxBytes: 1000 }), EloquaValidationError)
    await assert.rejects(eloqua.uploadRows(uri, people(501), { maxRows: 1 }), /500 bodies/)
  })
})
