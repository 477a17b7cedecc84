import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { dwmProgram } from './program.ts'
import { runDwm, startDwm } from './testing/run-dwm.ts'

const main = path.join(import.meta.dirname, 'main.ts')
const starter = (file: string) => path.join(import.meta.dirname, '../../local-fleet/starter', file)
const noFullDevice = existsSync('/dev/full') ? false : 'no /dev/full'

describe('dwm', () => {
  it('lists its command groups', async () => {
    const { code, out } = await runDwm(['--help'])
    assert.equal(code, 0)
    for (const command of dwmProgram().commands) assert.match(out, new RegExp(`^ {2}${command.name()} `, 'm'))
  })

  it('repeats no login within an argument that it refuses', async () => {
    for (const args of [
      ['queue', 'migrate', '--form=mongodb://ann:mulgara-5@db.example.net/q'],
      ['mongodb://ann:mulgara-5@db.example.net/q'],
    ]) {
      const { code, err } = await runDwm(args)
      assert.equal(code, 2)
      assert.match(err, /mongodb:\/\/db\.example\.net/)
      assert.doesNotMatch(err, /ann|mulgara/)
    }
  })

  it('is no failure when nobody reads on', async () => {
    const child = startDwm(['--help'])
    child.stdout.destroy()
    const [[code], err] = await Promise.all([once(child, 'close'), text(child.stderr)])
    assert.deepEqual([code, err], [0, ''])
  })

  it('says once that a disk is full, whether its command notices or not', {
    skip: noFullDevice,
  }, async () => {
    const run = async (args: readonly string[], input: string) => {
      const child = spawn('sh', ['-c', 'exec "$@" > /dev/full', 'sh', process.execPath, main, ...args])
      child.stdin.end(input)
      const [[code], err] = await Promise.all([once(child, 'close'), text(child.stderr)])
      return { code, err }
    }
    const washing = ['wash', '--rules', starter('rules.json'), '--config', starter('config.json')]
    const washed = await run(washing, `${JSON.stringify({ emailAddress: 'ann@example.com' })}\n`)
    assert.deepEqual(washed, { code: 2, err: 'dwm: standard output: cannot be written (ENOSPC)\n' })
    const shown = await run(['rules', 'packs', 'show', 'junk-values'], '')
    assert.deepEqual(shown, { code: 1, err: 'dwm: output cannot be written (ENOSPC)\n' })
  })
})

describe('a database that is unavailable', () => {
  const held = new Set<Socket>()
  /** Takes connections and never answers. */
  const silent = createServer((socket) => held.add(socket))
  before(async () => {
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
  })
  after(() => {
    for (const socket of held) socket.destroy()
    silent.close()
  })

  async function check(host: string, args: string[]): Promise<void> {
    const { code, out, err } = await runDwm(args, {
      env: { MONGODB_URL: `mongodb://ann:secret-pass@${host}/` },
    })
    assert.deepEqual([code, out], [3, ''])
    assert.match(err, new RegExp(`^dwm: connecting to MongoDB at mongodb://${host} failed: .*\n$`))
    assert.doesNotMatch(err, /secret-pass/)
  }

  it('is reported in one line with exit code 3, by every command that needs it', async () => {
    const commands = [
      ['queue', 'ls'],
      ['syncs', 'ls'],
      ['rules', 'versions'],
    ]
    await Promise.all(commands.map((args) => check('127.0.0.1:1', args)))
  })

  it('is reported so as well when something listens and never answers', async () => {
    const address = silent.address()
    assert.ok(typeof address === 'object' && address !== null)
    await check(`127.0.0.1:${address.port}`, ['queue', 'ls'])
  })
})
