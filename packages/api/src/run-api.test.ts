import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'

const main = path.join(import.meta.dirname, 'main.ts')

function start(env: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, [main], { env: { PATH, HOME, ...env } })
}

async function run(env: Readonly<Record<string, string>>) {
  const child = start(env)
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  return { code, out }
}

describe('the process of the API', () => {
  const database = testMongo()

  it('says all that is wrong with its settings at once, and ends with 2', async () => {
    const { code, out } = await run({ API_PROXY_ROLES: 'nobody', API_PORT: '8080a' })
    assert.equal(code, 2)
    for (const name of ['MONGODB_URL', 'API_PROXY_ROLES', 'API_PORT']) assert.match(out, new RegExp(name))
  })

  it('ends with 3 while the database is unavailable, without showing the password', async () => {
    const away = 'mongodb://ann:secret-pass-1@127.0.0.1:1/?serverSelectionTimeoutMS=300'
    const { code, out } = await run({ MONGODB_URL: away })
    assert.equal(code, 3)
    assert.match(out, /127\.0\.0\.1:1/)
    assert.doesNotMatch(out, /secret-pass/)
  })

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    it(`finishes what is under way and ends well at ${signal}`, async () => {
      const { code, out } = await runUntil('"msg":"listening"', signal)
      assert.equal(code, 0, out)
      assert.match(out, new RegExp(`"signal":"${signal}".*"msg":"stopping`))
    })
  }

  it('ends well at a signal that comes while it starts', async () => {
    const { code, out } = await runUntil('"msg":"no undos', 'SIGTERM')
    assert.equal(code, 0, out)
    assert.match(out, /"signal":"SIGTERM".*"msg":"stopping/)
  })

  /** Runs the API until it has printed `words`, and sends it the signal then. */
  async function runUntil(words: string, signal: NodeJS.Signals) {
    const { databaseName } = database.fresh()
    const names = { QUEUE_DATABASE: databaseName, RULES_DATABASE: databaseName }
    const child = start({ MONGODB_URL: database.mongo.url, API_PORT: '0', ...names })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (!out.includes(words) && (out + chunk).includes(words)) child.kill(signal)
      out += chunk
    })
    const [code] = await once(child, 'close')
    return { code, out }
  }
})
