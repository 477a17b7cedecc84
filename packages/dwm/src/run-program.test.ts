import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { dwmProgram } from './program.ts'
import { runDwm } from './testing/run-dwm.ts'

const main = path.join(import.meta.dirname, 'main.ts')

describe('dwm', () => {
  it('lists its command groups', async () => {
    const { code, out } = await runDwm(['--help'])
    assert.equal(code, 0)
    for (const command of dwmProgram().commands) assert.match(out, new RegExp(`^ {2}${command.name()} `, 'm'))
  })

  it('is no failure when nobody reads on', async () => {
    const child = spawn(process.execPath, [main, '--help'])
    child.stdout.destroy()
    const [[code], err] = await Promise.all([once(child, 'close'), text(child.stderr)])
    assert.deepEqual([code, err], [0, ''])
  })
})

describe('a database that is away', () => {
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

  it('is told in one line with exit code 3, by every command that needs it', async () => {
    const commands = [
      ['queue', 'ls'],
      ['syncs', 'ls'],
      ['rules', 'versions'],
    ]
    await Promise.all(commands.map((args) => check('127.0.0.1:1', args)))
  })

  it('is told so as well when something listens and never answers', async () => {
    const address = silent.address()
    assert.ok(typeof address === 'object' && address !== null)
    await check(`127.0.0.1:${address.port}`, ['queue', 'ls'])
  })
})
