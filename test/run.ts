/**
 * Runs every test of the repository: the fleet tests in this folder and the unit tests beside the code.
 * `node test/run.ts [path fragment ...]` runs only the files whose path contains one of the fragments.
 * A part that cannot run here is skipped by name; with CI=true a skip counts as a failure.
 */
import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { stages } from '@dwmops/fleet'

const root = path.join(import.meta.dirname, '..')
const fragments = process.argv.slice(2)

/** The fleet's tests first: they are the long ones, and short ones fill what is left of the cores at the end. */
const files = ['test/*.test.ts', 'packages/*/{src,bench,simulation,console}/**/*.test.ts']
  .flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())
  .filter((file) => fragments.length === 0 || fragments.some((fragment) => file.includes(fragment)))

if (files.length === 0) {
  console.error(`no test file matches ${fragments.join(', ')}`)
  process.exit(2)
}

/** Compiled modules are kept for the processes to come: most of a short test is the start of a process. */
process.env['NODE_COMPILE_CACHE'] ??= path.join(root, 'node_modules/.cache/node-compile')

/** A whole run starts hundreds of stages: from the bundles of their images, made anew, each is up in half the time. */
if (fragments.length === 0) {
  execFileSync(process.execPath, [path.join(root, 'packages/build.ts'), ...stages.map(({ name }) => name)])
  process.env['DWMOPS_BUNDLES'] = 'true'
}

const tally = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []

/** Many tests wait for leases, schedules or back-off most of the time, so one file more runs than there are cores. */
const results = run({
  files: files.map((file) => path.join(root, file)),
  concurrency: availableParallelism() + 1,
  timeout: 20 * 60_000,
})

results.on('test:pass', ({ name, file, skip, todo, details }) => {
  if (details.type === 'suite') return
  if (skip === undefined && todo === undefined) tally.passed += 1
  else {
    tally.skipped += 1
    console.log(
      `not run: ${name} (${where(file)}): ${skip === true || skip === undefined ? 'no reason given' : skip}`,
    )
  }
})
results.on('test:fail', ({ name, file, details }) => {
  if (details.type === 'suite') return
  tally.failed += 1
  failures.push(`${name} (${where(file)})`)
})
await pipeline(results.compose(spec), process.stdout, { end: false })

const forbidden = process.env['CI'] === 'true' ? tally.skipped : 0
const failed = tally.failed + forbidden
const skipped = tally.skipped - forbidden
for (const failure of failures) console.log(`failed: ${failure}`)
if (forbidden > 0) console.log(`${forbidden} not run, which CI does not allow`)
console.log(`${tally.passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
if (failed > 0 || tally.passed === 0) process.exitCode = 1

function where(file: string | undefined): string {
  return file === undefined ? 'unknown file' : path.relative(root, file)
}
