import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { root } from '@dwmops/local-fleet'

/** Of the processor's time, not the clock's: how many others are at work must not decide. A quarter of a second is usual. */
const mostCpuSeconds = 0.5
const tries = 3
const whyNot = existsSync('/proc/self/stat') ? undefined : 'no /proc, which tells processor time'

describe('a stage as it is in its image', { skip: whyNot }, () => {
  before(() => {
    // a whole run has made them before its first test, and others use them by now
    if (process.env['DWMOPS_BUNDLES'] === 'true') return
    execFileSync(process.execPath, [path.join(root, 'packages/build.ts'), ...stages.map(({ name }) => name)])
  })

  for (const { name } of stages) {
    it(`${name} says its first word to the database within half a second of processor time`, async () => {
      let best = Number.POSITIVE_INFINITY
      for (let at = 0; at < tries && best >= mostCpuSeconds; at += 1)
        best = Math.min(best, await cpuToFirstWord(name))
      assert.ok(best < mostCpuSeconds, `${best} s`)
    })
  }
})

/** Starts the bundle with its database at a port of ours, and ends it at its first word. */
async function cpuToFirstWord(stage: string): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const bundle = path.join(root, 'packages', stage, 'dist/main.mjs')
  const child = spawn(process.execPath, ['--enable-source-maps', bundle], {
    stdio: 'ignore',
    env: {
      MONGODB_URL: `mongodb://127.0.0.1:${port}`,
      ...{ ELOQUA_COMPANY: 'Sandbox', ELOQUA_USERNAME: 'sandbox', ELOQUA_PASSWORD: 'sandbox' },
    },
  })
  const ended = once(child, 'exit')
  try {
    const [socket] = await Promise.race([
      once(server, 'connection'),
      ended.then(([code]) => assert.fail(`${stage} ended with ${code}`)),
    ])
    await once(socket, 'data')
    socket.destroy()
    return cpuSeconds(child.pid)
  } finally {
    child.kill('SIGKILL')
    await ended
    server.close()
  }
}

/** Time in user and kernel mode so far, in hundredths of seconds as Linux counts them (proc(5)). */
function cpuSeconds(pid: number | undefined): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const numbers = fields.split(' ').map(Number)
  return ((numbers[11] ?? 0) + (numbers[12] ?? 0)) / 100
}
