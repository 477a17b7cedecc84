import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, it } from 'node:test'
import { root } from '@dwmops/local-fleet'

const main = path.join(root, 'packages/local-fleet/src/main.ts')

describe('npm start -- --console', () => {
  it('washes, leaves the console open behind a login link, and ends all of it with Ctrl-C', async (t) => {
    const child = spawn(process.execPath, [main, '--seed-contacts', '3', '--console'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    t.after(() => child.kill('SIGKILL'))
    let told = ''
    child.stderr.on('data', (text) => {
      told += text
    })
    let shown = ''
    let link: RegExpExecArray | null = null
    for await (const text of child.stdout) {
      shown += text
      link = /(http:\/\/127\.0\.0\.1:\d+)\/console\/#token=(\S+)\n/.exec(shown)
      if (link !== null) break
    }
    const [, origin, token] = link ?? assert.fail(`no link\n${shown}\n${told}`)
    assert.match(shown, /Where to look next/)

    assert.equal((await fetch(`${origin}/console/`)).status, 200)
    const login = await fetch(`${origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    assert.deepEqual([login.status, ((await login.json()) as { role?: unknown }).role], [200, 'operator'])

    child.kill('SIGINT')
    const [code] = await once(child, 'exit')
    assert.equal(code, 0, told)
    await assert.rejects(fetch(`${origin}/healthz`), TypeError)
  })
})
