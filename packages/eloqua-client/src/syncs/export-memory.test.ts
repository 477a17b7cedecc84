import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import type { ServerResponse } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { type ScriptedServer, type Seen, startScriptedServer } from '../testing.ts'

const rows = 500_000
const script = new URL('../../bench/read-export.ts', import.meta.url).pathname

let server: ScriptedServer

before(async () => {
  server = await startScriptedServer()
})
after(() => server.stop())

const row = Object.fromEntries(
  Array.from({ length: 39 }, (_, n) => [`exportedField${n}`, n % 3 === 0 ? '' : `value ${n} of Zoë`]),
)
const rowsAtOnce = 100
const block = Buffer.from(`${`${JSON.stringify(row)},`.repeat(rowsAtOnce)}`)

/** A page written block by block, so that it is nowhere whole. */
async function writePage(response: ServerResponse, { query }: Seen): Promise<void> {
  const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))]
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"items":[')
  for (let left = Math.min(limit, rows - offset); left > 0; left -= rowsAtOnce) {
    const isLast = left <= rowsAtOnce
    const full = response.write(isLast ? block.subarray(0, -1) : block)
    if (!full) await new Promise((resolve) => response.once('drain', resolve))
  }
  response.end(`],"totalResults":${rows},"hasMore":${offset + limit < rows}}`)
}

describe('syncs.data in a process of its own', () => {
  it('holds a page of an export at a time, never its 500,000 rows', async (context) => {
    server.on('GET /syncs/1/data', writePage)
    const { stdout } = await promisify(execFile)(process.execPath, [script, server.loginUrl, '/syncs/1'])
    const taken = JSON.parse(stdout) as { rows: number; maxRssMb: number }
    context.diagnostic(stdout.trim())
    assert.equal(taken.rows, rows)
    // some 160 MB on a quiet machine; all rows are 650 MB of text, and more as objects
    assert.ok(taken.maxRssMb < 400, stdout)
  })
})
