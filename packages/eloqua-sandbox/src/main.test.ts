import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it, type TestContext } from 'node:test'

const main = path.join(import.meta.dirname, 'main.ts')

function run(t: TestContext, args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
  })
  t.after(() => child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  return { child, said, ended: once(child, 'close') }
}

async function listening({ child, said }: ReturnType<typeof run>): Promise<string> {
  while (!said.out.includes('\n')) await once(child.stdout, 'data')
  return /^listening on (http:\S+)\n$/.exec(said.out)?.[1] ?? ''
}

function idAt(url: string, company: string, user: string, password: string) {
  const authorization = `Basic ${Buffer.from(`${company}\\${user}:${password}`).toString('base64')}`
  return fetch(`${url}/id`, { headers: { authorization } }).then((response) => response.json())
}

describe('the sandbox as a process', () => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    it(`says one line when it is ready and ends cleanly on ${signal}, with a connection open`, async (t) => {
      const running = run(t, [
        '--port',
        '0',
        '--contacts',
        '10',
        '--fault',
        'sync-slow=9',
        '--fault',
        'loose-q',
      ])
      const url = await listening(running)
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
      const contacts = (await (await fetch(`${url}/sandbox/contacts`)).json()) as { totalResults: number }
      assert.equal(contacts.totalResults, 10)
      const faults = (await (await fetch(`${url}/sandbox/faults`)).json()) as { items: unknown[] }
      assert.equal(faults.items.length, 2)
      running.child.kill(signal)
      await running.ended
      assert.deepEqual([running.child.exitCode, running.said.err], [0, ''])
      assert.equal(running.said.out, `listening on ${url}\n`)
    })
  }

  it('takes its login from options, else from the environment', async (t) => {
    const environment = { SANDBOX_COMPANY: 'Acme', SANDBOX_PASSWORD: 'from environment' }
    const running = run(t, ['--contacts', '1', '--password', 'from options'], environment)
    const url = await listening(running)
    assert.notEqual(await idAt(url, 'Acme', 'sandbox', 'from options'), 'Not authenticated.')
    assert.equal(await idAt(url, 'Acme', 'sandbox', 'from environment'), 'Not authenticated.')
  })

  for (const [what, args, message] of [
    ['an unknown fault', ['--fault', 'nothing'], /fault "nothing" is unknown/],
    ['an unknown option', ['--color'], /unknown option '--color'/],
    ['a port that is none', ['--port', '10abc'], /whole number/],
    ['a file that is not there', ['--contacts-file', 'none.csv'], /none\.csv, line 1: cannot be read/],
  ] as const) {
    it(`ends with 2 and says why for ${what}`, async (t) => {
      const { child, said, ended } = run(t, args)
      await ended
      assert.equal(child.exitCode, 2)
      assert.match(said.err, message)
      assert.equal(said.out, '')
    })
  }

  it('ends with 2 and file, line and reason for a broken quote', async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-main-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const file = path.join(folder, 'broken.csv')
    writeFileSync(file, 'emailAddress,city\na@example.com,"x\n')
    const { child, said, ended } = run(t, ['--contacts-file', file])
    await ended
    assert.equal(child.exitCode, 2)
    assert.equal(said.err, `eloqua-sandbox: ${file}, line 2: a quote is opened here and not closed\n`)
  })

  it('ends with 1 for a port that is taken', async (t) => {
    const first = run(t, ['--contacts', '1'])
    const port = new URL(await listening(first)).port
    const second = run(t, ['--contacts', '1', '--port', port])
    await second.ended
    assert.equal(second.child.exitCode, 1)
    assert.match(second.said.err, /EADDRINUSE/)
  })
})
