import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, mock } from 'node:test'
import { startServerProcess } from './server-process.ts'

describe('startServerProcess', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dwmops-server-test-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const shell = (script: string) =>
    startServerProcess({
      name: 'server',
      program: 'sh',
      parameters: ['-c', script],
      folder,
      logFile: join(folder, 'server.log'),
      signalOnParentsEnd: 'KILL',
    })
  const isReady = (log: string) => log.includes('ready')

  it('waits for a server that is slow, for minutes', async () => {
    const server = shell('echo ready; exec sleep 600')
    mock.timers.enable({ apis: ['Date'] })
    try {
      let minutesLeft = 5
      const slowly = (log: string) => {
        if (minutesLeft-- > 0) mock.timers.tick(60_000)
        return minutesLeft < 0 && isReady(log)
      }
      assert.equal(await server.ready(slowly), true)
    } finally {
      mock.timers.reset()
      await server.end('SIGKILL')
    }
  })

  it('stops waiting when the server ends, with its log', async () => {
    await assert.rejects(shell('echo no room left; exit 1').ready(isReady), {
      code: 'LOCAL_MONGO_NOT_READY',
      message: /^server ended before it was ready:\nno room left/,
    })
  })

  it('stops waiting when the program cannot be started', async () => {
    const program = join(folder, 'no-such-program')
    await assert.rejects(shell(`exec ${program}`).ready(isReady), /ended before it was ready/)
  })

  it('signals a server that runs, and none that has ended', async () => {
    const server = shell('exec sleep 600')
    assert.equal(server.signal('SIGSTOP'), true)
    assert.equal(server.signal('SIGCONT'), true)
    await server.end('SIGKILL')
    assert.equal(server.signal('SIGCONT'), false)
    await server.end('SIGKILL')
  })
})
