import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'

const main = path.join(import.meta.dirname, 'main.ts')

async function run(env: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [main], { env: { PATH, HOME, ...env } })
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  return { code, out }
}

describe('the process of the API', () => {
  it('says all that is wrong with its settings at once, and ends with 2', async () => {
    const { code, out } = await run({ API_PROXY_ROLES: 'nobody', API_PORT: '8080a' })
    assert.equal(code, 2)
    for (const name of ['MONGODB_URL', 'API_PROXY_ROLES', 'API_PORT']) assert.match(out, new RegExp(name))
  })

  it('ends with 3 while the database is away, without telling the password', async () => {
    const away = 'mongodb://ann:secret-pass-1@127.0.0.1:1/?serverSelectionTimeoutMS=300'
    const { code, out } = await run({ MONGODB_URL: away })
    assert.equal(code, 3)
    assert.match(out, /127\.0\.0\.1:1/)
    assert.doesNotMatch(out, /secret-pass/)
  })
})
