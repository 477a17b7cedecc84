import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'

/** How a run of dwm ended, and what it printed. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** Its source, or the bundle of its image, which is up in half the time. */
const main = path.join(
  import.meta.dirname,
  process.env['DWMOPS_BUNDLES'] === 'true' ? '../../dist/main.mjs' : '../main.ts',
)

/** Starts dwm as a process of its own, with no settings but those given. Compiled modules are kept: half of most runs is the start. */
export function startDwm(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [main, ...args], { env: { PATH, HOME, NODE_COMPILE_CACHE, ...env } })
  child.stdin.on('error', () => undefined) // a command that refuses its arguments reads nothing
  return child
}

/** Runs dwm to its end. */
export async function runDwm(
  args: readonly string[],
  { env = {}, input = '' }: RunOptions = {},
): Promise<Ended> {
  const child = startDwm(args, env)
  child.stdin.end(input)
  const [[code], out, err] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}
