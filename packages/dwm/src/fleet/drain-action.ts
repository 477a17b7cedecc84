import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Cluster,
  type ClusterOptions,
  feeders,
  openCluster,
  runningJobs,
  setSuspended,
  stageCronJobs,
} from '@dwmops/cluster'
import { type StageName, stages } from '@dwmops/fleet'
import { openQueue, type Queue } from '@dwmops/mongo-queue'
import { InputError } from '@dwmops/record-files'
import { audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { refuseOtherFleet } from '../doctor/check-pairing.ts'
import { printJson, say } from '../print.ts'
import { type ConfirmOptions, confirmChange } from './confirm-change.ts'
import { DrainTimeoutError } from './drain-timeout-error.ts'
import { presentOf } from './stage-selection.ts'

export interface DrainOptions extends ClusterOptions, ConfirmOptions {
  readonly wait?: boolean
  /** Seconds. */
  readonly timeout: number
  readonly json?: boolean
}

const rest = stages.filter(({ name }) => !feeders.includes(name)).map(({ name }) => name)
const lookEveryMs = 1000
/** A run that was being started while its stage was suspended is there at the second look. */
const quietLooks = 2

/** Suspends the stages that bring records in; with `wait`, the others too once nothing is left. Throws DrainTimeoutError. */
export async function drain(options: DrainOptions): Promise<void> {
  const cluster = openCluster(options)
  await confirmChange(
    cluster,
    options.wait ? 'drain it and suspend all stages' : 'suspend what brings records in',
    options,
  )
  await withDatabases(async ({ queueDb }) => {
    const queue = openQueue(queueDb, { owner: 'dwm', stage: 'dwm' })
    await refuseOtherFleet(cluster, queueDb)
    await audited(queueDb, namedDrain(cluster, options), async (facts) => {
      const changed = await setSuspended(cluster, await presentOf(cluster, feeders), true)
      facts['stages'] = changed.join(' ')
      logLine(`suspended ${feeders.join(' and ')}`)
      if (options.wait) await waitAndSuspendRest(cluster, queue, Date.now() + options.timeout * 1000)
    })
    const left = await whatIsLeft(cluster, queue, feeders)
    if (options.json) printJson({ drained: options.wait === true, left })
    else say(options.wait ? 'drained: all stages are suspended' : `left: ${left.join(', ') || 'nothing'}`)
  })
}

function namedDrain({ namespace }: Cluster, { wait = false }: DrainOptions) {
  return { action: 'POST /operations/drain', facts: { project: namespace, wait } }
}

async function waitAndSuspendRest(cluster: Cluster, queue: Queue, end: number): Promise<void> {
  await waitForNothing(end, async () => {
    const left = await whatIsLeft(cluster, queue, feeders)
    if (left.length > 0) await refuseToWaitForSuspended(cluster, queue)
    return left
  })
  await setSuspended(cluster, await presentOf(cluster, rest), true)
  logLine(`suspended ${rest.join(', ')}`)
  await waitForNothing(end, () => whatIsLeft(cluster, queue, [...feeders, ...rest]))
}

async function waitForNothing(end: number, look: () => Promise<string[]>): Promise<void> {
  let shown = ''
  for (let quiet = 0; quiet < quietLooks; ) {
    const left = await look()
    quiet = left.length === 0 ? quiet + 1 : 0
    const text = left.join(', ')
    if (text !== '' && text !== shown) logLine(`left: ${text}`)
    shown = text
    if (quiet === quietLooks) return
    if (Date.now() > end) {
      throw new DrainTimeoutError(
        `not drained in time, left: ${text}; go on with dwm drain --wait, or dwm resume`,
      )
    }
    await sleep(lookEveryMs)
  }
}

/** Runs before queues: what a run adds before its end is then counted. Dead letters wait for a person and are not in it. */
async function whatIsLeft(cluster: Cluster, queue: Queue, ofStages: readonly StageName[]): Promise<string[]> {
  const running = await runningJobs(cluster)
  const queues = (await queue.measure()).filter(({ ready, held }) => ready + held > 0)
  const claims = await queue.claims()
  return [
    ...ofStages.filter((name) => running.has(name)).map((name) => `${name} runs`),
    ...queues.map(({ queue: name, ready, held }) => `${name} ${ready} ready ${held} held`),
    ...(claims.length > 0 ? [`${claims.length} claims`] : []),
  ]
}

async function refuseToWaitForSuspended(cluster: Cluster, queue: Queue): Promise<void> {
  const filled = (await queue.readStats()).filter(({ ready }) => ready > 0).map((one) => one.queue)
  const cronJobs = await stageCronJobs(cluster)
  const asleep = stages.find(
    ({ name, from }) => filled.includes(from) && cronJobs.get(name)?.spec?.suspend === true,
  )
  if (asleep === undefined) return
  throw new InputError(
    undefined,
    `${asleep.from} cannot run empty: ${asleep.name} is suspended; dwm resume ${asleep.name}, then try again`,
  )
}

function logLine(text: string): void {
  process.stderr.write(`dwm: ${text}\n`)
}
