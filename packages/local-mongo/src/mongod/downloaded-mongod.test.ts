import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runCommand } from '../process/run-command.ts'
import { prepareLocalMongo, startLocalMongo } from '../start-local-mongo.ts'
import { countAfterInsert, folderWithMongod } from '../testing.ts'
import { downloadedMongod } from './downloaded-mongod.ts'

/** A host that serves one archive, and its checksum, for every address; it keeps the methods it was asked with. */
class ArchiveHost {
  requests: string[] = []
  status = 200
  readonly #server: Server
  constructor(archive: Buffer) {
    this.#server = createServer((request, response) => {
      this.requests.push(request.method ?? '')
      const md5 = createHash('md5').update(archive).digest('hex')
      const body = request.url?.endsWith('.md5') ? Buffer.from(md5) : archive
      response.writeHead(this.status, { 'content-length': body.length }).end(body)
    })
  }
  async listen(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

describe('the downloaded mongod', () => {
  let scratch: string
  let host: ArchiveHost

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'dwmops-download-test-'))
    const archive = join(scratch, 'mongodb.tgz')
    await folderWithMongod(scratch)
    await runCommand('tar', ['-czf', archive, '-C', scratch, 'bin/mongod'])
    host = new ArchiveHost(await readFile(archive))
    process.env['MONGODB_URL'] = ''
    process.env['XDG_CACHE_HOME'] = join(scratch, 'cache')
    process.env['MONGOMS_USE_HTTP'] = 'true'
    process.env['MONGOMS_DOWNLOAD_MIRROR'] = await host.listen()
  })
  after(async () => {
    host.close()
    await rm(scratch, { recursive: true, force: true })
  })

  it('is given up within seconds where its host refuses, and not asked for again for hours', async () => {
    host.status = 503
    await assert.rejects(prepareLocalMongo({ flavour: 'download' }), {
      message: /127\.0\.0\.1:\d+ answered 503/,
    })
    assert.equal(await downloadedMongod({ progress: () => {} }), undefined)
    assert.deepEqual(host.requests, ['HEAD'])
  })

  it('is downloaded once, and started from the cache after that', async () => {
    host.status = 200
    host.requests = []
    for (const expected of [['HEAD', 'GET', 'GET'], []]) {
      const mongo = await startLocalMongo({ flavour: 'download' })
      try {
        assert.equal(await countAfterInsert(mongo.url), 1)
        assert.match(mongo.description, /^mongod 0\.0\.1-stand-in, downloaded, on port \d+$/)
      } finally {
        await mongo.stop()
      }
      assert.deepEqual(host.requests, expected)
      host.requests = []
    }
  })
})
