import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { programScript, runScript } from './program-script.ts'

/** V8 makes the same code each time, for the same image; it takes no code that was made under other flags than these two (flags.cc). */
const reproducible = ['--predictable', '--random-seed=1']

/**
 * Writes program.cache beside the program.js of a folder: what V8 has compiled when all modules are evaluated, which is nearly all
 * that a start needs. The program itself gets no setting, and ends before it has done a thing.
 */
export function writeCodeCache(folder: string): void {
  const args = [...reproducible, ...imageFlags(), import.meta.filename, path.resolve(folder)]
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env: {} })
}

/** The flags that an image gives Node. V8 takes code only under the flags that it was made with. */
export function imageFlags(): string[] {
  const dockerfile = readFileSync(path.join(import.meta.dirname, 'Dockerfile'), 'utf8')
  const [, entrypoint = '[]'] = /^ENTRYPOINT (.+)$/m.exec(dockerfile) ?? []
  return (JSON.parse(entrypoint) as string[]).slice(1, -1)
}

if (import.meta.main) {
  const [folder = ''] = process.argv.splice(2)
  // its name is in the code
  const address = new URL('file:///app/program.js')
  const script = programScript(readFileSync(path.join(folder, 'program.js'), 'utf8'), address)
  runScript(script, address)
  writeFileSync(path.join(folder, 'program.cache'), script.createCachedData())
  process.exit(0)
}
