import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { MongoClient } from 'mongodb'

/** What a program and its database used. Processor time rather than time on the clock: what else the machine does weighs less. */
export interface Used {
  readonly seconds: number
  /** Of the program and of the database while it ran. */
  readonly cpuSeconds: number
  readonly programCpuSeconds: number
  readonly maxRssMb: number
}

const hook = path.join(import.meta.dirname, 'usage-hook.ts')

/** Runs a program by `run`, which is given the environment to start it with, and measures it. Throws what `run` throws. */
export async function measured(
  client: MongoClient,
  run: (environment: Record<string, string>) => Promise<unknown>,
): Promise<Used> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-bench-'))
  const file = path.join(folder, 'usage.json')
  try {
    const [before, started] = [await databaseCpuSeconds(client), performance.now()]
    await run({ NODE_OPTIONS: `--import=${hook}`, BENCH_USAGE: file })
    const seconds = (performance.now() - started) / 1000
    const database = (await databaseCpuSeconds(client)) - before
    const { cpuMs, maxRssMb } = JSON.parse(readFileSync(file, 'utf8')) as { cpuMs: number; maxRssMb: number }
    return { seconds, cpuSeconds: cpuMs / 1000 + database, programCpuSeconds: cpuMs / 1000, maxRssMb }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** 0 where the server does not say it (FerretDB). */
async function databaseCpuSeconds(client: MongoClient): Promise<number> {
  const { extra_info: info = {} } = await client.db('admin').command({ serverStatus: 1 })
  return ((info.user_time_us ?? 0) + (info.system_time_us ?? 0)) / 1e6
}
