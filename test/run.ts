/**
 * Runs every test of the repository: the fleet tests in this folder and the unit tests beside the code; brings first what
 * they need. `--quick` runs the unit tests alone, and brings nothing. `node test/run.ts [path fragment ...]` runs only the files
 * whose path contains one of the fragments. What cannot run here is named at the end with its reason; with CI=true it counts
 * as a failure.
 */
import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { stages } from '@dwmops/fleet'
import { bringTools, missingCommandOf } from './support/machine.ts'

const root = path.join(import.meta.dirname, '..')
const isQuick = process.argv.includes('--quick')
const fragments = process.argv.slice(2).filter((argument) => argument !== '--quick')
const isWhole = fragments.length === 0 && !isQuick
const missing = isWhole ? bringTools(root) : []

/** The fleet's tests first: they are the long ones, and short ones fill what is left of the cores at the end. */
const fleetTests = ['test/**/*.test.ts']
const unitTests = ['packages/*.test.ts', 'packages/*/{src,bench,simulation}/**/*.test.ts']
const wanted = [...(isQuick ? [] : fleetTests), ...unitTests]
  .flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())
  .filter((file) => fragments.length === 0 || fragments.some((fragment) => file.includes(fragment)))
const lacking = new Map(wanted.map((file) => [file, missingCommandOf(file)]))
const files = wanted.filter((file) => lacking.get(file) === undefined)

if (files.length === 0) {
  console.error(`no test file matches ${fragments.join(', ')}`)
  process.exit(2)
}

/** Run in a process of their own: long ones, and those on another database, which they bring themselves. */
const alone = /^test\/(?!(console|exports|imports|undo)\/)|\/simulation\/|\/(attack|on-[\w-]+)\.test\.ts$/

/** Compiled modules are kept for the processes to come: most of a short test is the start of a process. */
process.env['NODE_COMPILE_CACHE'] ??= path.join(root, 'node_modules/.cache/node-compile')

/** A whole run starts stages and commands by the hundred: from the bundles of their images, made anew, each is up in half the time. */
if (isWhole) {
  const programs = [...stages.map(({ name }) => name), 'dwm']
  execFileSync(process.execPath, [path.join(root, 'packages/build.ts'), ...programs])
  process.env['DWMOPS_BUNDLES'] = 'true'
}

const tally = { passed: 0, failed: 0, skipped: 0 }
const notRun: string[] = []
const failures: string[] = []

/** Many tests wait for leases, schedules or back-off most of the time, so one file more runs than there are cores. */
const results = run({
  files: inBatches(files),
  concurrency: availableParallelism() + 1,
  timeout: 60 * 60_000,
})

results.on('test:pass', ({ name, file, skip, todo, details }) => {
  if (details.type === 'suite') return
  if (skip === undefined && todo === undefined) tally.passed += 1
  else {
    tally.skipped += 1
    notRun.push(`${name} (${where(file)}): ${skip === true || skip === undefined ? 'no reason given' : skip}`)
  }
})
results.on('test:fail', ({ name, file, details }) => {
  if (details.type === 'suite') return
  tally.failed += 1
  failures.push(`${name} (${where(file)})`)
})
await pipeline(results.compose(spec), process.stdout, { end: false })

for (const [file, command] of lacking) {
  if (command === undefined) continue
  tally.skipped += 1
  notRun.push(`${file}: no ${command}`)
}
for (const one of notRun) console.log(`not run: ${one}`)
for (const { tool, untested, reason } of missing)
  console.log(`this machine cannot have ${tool}: ${reason}; not tested: ${untested}`)

const forbidden = process.env['CI'] === 'true' ? tally.skipped : 0
const failed = tally.failed + forbidden
const skipped = tally.skipped - forbidden
for (const failure of failures) console.log(`failed: ${failure}`)
if (forbidden > 0) console.log(`${forbidden} not run, which CI does not allow`)
console.log(`${tally.passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
if (failed > 0 || tally.passed === 0) process.exitCode = 1

/**
 * The tests of a folder run in one process, each file as a suite with its own hooks, and share one database: the start of
 * both is most of a short test. Those of the fleet come first, then packages with the most files.
 */
function inBatches(names: readonly string[]): string[] {
  const { own = [], shared = [] } = Object.groupBy(names, (name) => (alone.test(name) ? 'own' : 'shared'))
  const folders = Map.groupBy(shared, (name) => name.split('/').slice(0, 2).join('-'))
  const batches = [...folders].toSorted(([, one], [, other]) => other.length - one.length)
  const isOfFleet = ([folder]: readonly [string, unknown]) => folder.startsWith('test-')
  return [
    ...batches.filter(isOfFleet).map(batchFile),
    ...own.map((name) => path.join(root, name)),
    ...batches.filter((batch) => !isOfFleet(batch)).map(batchFile),
  ]
}

function batchFile([name, parts = []]: readonly [string, (readonly string[])?]): string {
  const file = path.join(root, 'node_modules/.cache/tests', `${name}.test.mjs`)
  const suites = parts.map((part) => {
    const [title, place] = [part, path.join(root, part)].map((text) => JSON.stringify(text))
    return `describe(${title}, async () => void (await import(${place})))\n`
  })
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `import { describe } from 'node:test'\n${suites.join('')}`)
  return file
}

function where(file: string | undefined): string {
  return file === undefined ? 'unknown file' : path.relative(root, file)
}
