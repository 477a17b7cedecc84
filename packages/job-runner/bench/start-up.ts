/**
 * Processor time from a stage's start to its first command to the database, from the bundle of its image, beside that of an
 * empty Node program: `node packages/job-runner/bench/start-up.ts [rounds]`, after `npm run build`. Linux only. The two take turns,
 * so that what else the machine does falls on both; printed are medians and their ratio.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { stages } from '@dwmops/fleet'
import { imageFlags } from '../../code-cache.ts'

const rounds = Number(process.argv[2] ?? 7)
const packages = path.join(import.meta.dirname, '../..')
const distOf = (stage: string) => path.join(packages, stage, 'dist')
/** Connects as a stage does, and does nothing else. */
const floor = "require('node:net').connect(Number(process.env.PORT), '127.0.0.1').write('x')"

console.log('stage                  CPU to first command   empty program   ratio   bundle')
for (const { name } of stages) {
  const taken: number[] = []
  const least: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    taken.push(await cpuToFirstByte([...imageFlags(), path.join(distOf(name), 'main.mjs')]))
    least.push(await cpuToFirstByte(['--eval', floor]))
  }
  const [stage, empty] = [median(taken), median(least)]
  const cells = [`${stage.toFixed(2)} s`.padStart(19), `${empty.toFixed(2)} s`.padStart(15)]
  const megabytes = (statSync(path.join(distOf(name), 'program.js')).size / 1e6).toFixed(2)
  console.log(
    name.padEnd(23),
    ...cells,
    (stage / empty).toFixed(1).padStart(7),
    `${megabytes} MB`.padStart(8),
  )
}

/** Runs the program with its database at a port of ours, and ends it at its first byte. In seconds. */
async function cpuToFirstByte(args: readonly string[]): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const child = spawn(process.execPath, args, {
    stdio: 'ignore',
    env: {
      ...{ PORT: String(port), MONGODB_URL: `mongodb://127.0.0.1:${port}` },
      ...{ ELOQUA_COMPANY: 'Sandbox', ELOQUA_USERNAME: 'sandbox', ELOQUA_PASSWORD: 'sandbox' },
    },
  })
  const ended = once(child, 'exit')
  try {
    const [socket] = await Promise.race([
      once(server, 'connection'),
      ended.then(([code]) => Promise.reject(new Error(`${args.at(-1)} ended with ${code}`))),
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

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
