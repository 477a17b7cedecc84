/** `npm run bench:wash -w packages/dwm`: the ratio of one thread to all, and the greatest memory, for ROWS (1,000,000) generated rows. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { neutralRules } from '@dwmops/rule-packs'

const rows = Number(process.env['ROWS'] ?? 1_000_000)
const folder = await mkdtemp(path.join(tmpdir(), 'wash-bench-'))
const file = (name: string) => path.join(folder, name)
try {
  const { rules, config } = await neutralRules('emailAddress')
  await writeFile(file('rules.json'), JSON.stringify(rules))
  await writeFile(file('config.json'), JSON.stringify(config))
  await pipeline(csvOf(rows), createWriteStream(file('in.csv')))
  const cores = availableParallelism()
  const runs = [1, cores, 1, cores].map((threads) => () => measure(threads))
  const measured: Awaited<ReturnType<typeof measure>>[] = []
  for (const run of runs) measured.push(await run())
  for (const one of measured)
    console.log(`${one.threads} threads: ${one.seconds.toFixed(1)} s, ${one.peakMb} MB`)
  const best = (threads: number) =>
    Math.min(...measured.filter((one) => one.threads === threads).map((one) => one.seconds))
  console.log(`${rows} rows, ${cores} cores: ${(best(1) / best(cores)).toFixed(2)} x as fast as one thread`)
  const peakMb = Math.max(...measured.map((one) => one.peakMb))
  if (cores <= 2 && peakMb >= 200) fail(`${peakMb} MB ARE MORE THAN 200 MB`)
  const [one, all] = [await readFile(file('out-1.csv')), await readFile(file(`out-${cores}.csv`))]
  if (one.equals(all)) console.log('outputs are equal')
  else fail('OUTPUTS DIFFER')
} finally {
  await rm(folder, { recursive: true })
}

function fail(what: string): void {
  console.log(what)
  process.exitCode = 1
}

function* csvOf(count: number): Generator<string> {
  yield 'emailAddress,firstName,lastName,jobTitle,company,address1,city,stateProvince,zipPostalCode,country,busPhone\r\n'
  const titles = ['VP Sales', 'software engineer', 'Chief Executive Officer', 'n/a', 'Head of IT']
  const countries = ['usa', 'Deutschland', 'United Kingdom', 'Australia', 'Canada']
  const states = ['california', 'Bayern', 'Kent', 'nsw', 'Quebec']
  let text = ''
  for (let row = 0; row < count; row += 1) {
    const at = (row * 7919) % 5
    text += `person${row}@example.com,First ${row % 5003},Last ${row % 9973},${titles[row % 5]},"Company ${row % 20011}, Inc.",${row % 999} Main Street,City ${row % 3001},${states[at]},${10_000 + (row % 89_999)},${countries[at]},(919) 555-${1000 + (row % 9000)}\r\n`
    if (text.length < 1 << 20) continue
    yield text
    text = ''
  }
  yield text
}

async function measure(threads: number) {
  const began = performance.now()
  const main = path.join(import.meta.dirname, '../src/main.ts')
  const names = ['--rules', file('rules.json'), '--config', file('config.json'), '--quiet']
  const output = ['--threads', String(threads), '--output', file(`out-${threads}.csv`)]
  const child = spawn(process.execPath, [main, 'wash', ...names, ...output, file('in.csv')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'close')
  let peakMb = 0
  while (child.exitCode === null) {
    peakMb = Math.max(peakMb, await peakOf(child.pid))
    await Promise.race([ended, sleep(200)])
  }
  if (child.exitCode !== 0) throw new Error(`dwm wash ended with ${child.exitCode}`)
  return { threads, seconds: (performance.now() - began) / 1000, peakMb }
}

/** The greatest memory of a process so far, in MB; 0 where the system does not say. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
