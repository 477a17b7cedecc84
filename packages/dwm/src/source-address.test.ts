import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { sourceAddress } from './source-address.ts'

const folder = mkdtempSync(join(tmpdir(), 'dwm-source-'))
after(() => rmSync(folder, { recursive: true }))

describe('sourceAddress', () => {
  const url = 'mongodb://reader:quiet-tapir@db.example.net/dwmqueue'

  it('is in a variable or in a file, and prints without its password', async () => {
    const file = join(folder, 'url')
    writeFileSync(file, `${url}\n`)
    for (const env of [{ SOURCE_MONGODB_URL: url }, { SOURCE_MONGODB_URL_FILE: file }]) {
      const address = await sourceAddress(env, 'a database')
      assert.equal(address.reveal(), url)
      assert.doesNotMatch(`${address} ${JSON.stringify({ address })}`, /tapir/)
    }
  })

  it('is refused when there is none, when there are two, and in a file that cannot be read', async () => {
    const missing = join(folder, 'missing')
    const rows: [Record<string, string>, RegExp][] = [
      [{}, /SOURCE_MONGODB_URL is not set, nor SOURCE_MONGODB_URL_FILE: a database/],
      [{ SOURCE_MONGODB_URL: url, SOURCE_MONGODB_URL_FILE: missing }, /not both/],
      [{ SOURCE_MONGODB_URL_FILE: missing }, /path of a readable file/],
    ]
    for (const [env, message] of rows)
      await assert.rejects(sourceAddress(env, 'a database'), { name: 'InputError', message })
  })
})
