import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { root } from '@dwmops/local-fleet'

const main = path.join(root, 'packages/local-fleet/src/main.ts')

describe('npm start -- --console', () => {
  it('washes, leaves the console open behind a login link, and ends all of it with Ctrl-C', async (t) => {
    const child = spawn(process.execPath, [main, '--seed-contacts', '3', '--console'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    t.after(() => child.kill('SIGKILL'))
    let output = ''
    child.stderr.on('data', (piece) => {
      output += piece
    })
    let shown = ''
    let link: RegExpExecArray | null = null
    for await (const piece of child.stdout) {
      shown += piece
      link = /(http:\/\/127\.0\.0\.1:\d+)\/console\/#token=(\S+)\n/.exec(shown)
      if (link !== null) break
    }
    const [, origin, token] = link ?? assert.fail(`no link\n${shown}\n${output}`)
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
    assert.equal(code, 0, output)
    await assert.rejects(fetch(`${origin}/healthz`), TypeError)
  })
})

describe('npm start -- --contacts FILE --output FILE', () => {
  it('washes a file by rules of its own and hands it back in its shape', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'npm-start-'))
    t.after(() => rm(folder, { recursive: true }))
    const at = (name: string) => path.join(folder, name)
    await writeFile(
      at('mine.csv'),
      'Lead Score;Email Address;Country\r\n007;ann@example.com;u.s.a.\r\n8;ANN@example.com;u.s.a.\r\n9;;u.s.a.\r\n',
    )
    const rules = { normLookup: [{ fieldName: 'country', find: 'U.S.A.', replace: 'US' }] }
    await writeFile(at('rules.json'), JSON.stringify(rules))
    await writeFile(at('config.json'), JSON.stringify(washingConfig('Mine')))
    const { code, output } = await npmStart(
      ['--contacts', at('mine.csv'), '--output', at('washed.csv')],
      ['--rules', at('rules.json'), '--config', at('config.json')],
    )
    assert.equal(code, 0, output)
    assert.equal(
      await readFile(at('washed.csv'), 'utf8'),
      'Lead Score;Email Address;Country\r\n007;ann@example.com;US\r\n8;ANN@example.com;u.s.a.\r\n9;;u.s.a.\r\n',
    )
    assert.match(output, /rules: .*rules\.json/)
    assert.match(output, /1 row washed, 1 of them changed/)
    assert.match(output, /as they came: 1 row: address of an earlier row \(line 3\)/)
    assert.match(output, /as they came: 1 row: no address \(line 4\)/)
  })
})

async function npmStart(...args: readonly (readonly string[])[]) {
  const child = spawn(process.execPath, [main, ...args.flat()], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  return { output, code: code as number }
}

function washingConfig(configName: string) {
  return {
    configName,
    fields: { country: { lookup: ['normLookup'], derive: {} } },
    userDefinedFunctions: {},
    history: {
      writeContactHistory: true,
      returnHistoryId: false,
      returnHistoryField: 'historyId',
      histIdField: { name: 'ContactID', value: 'ContactID' },
    },
  }
}
