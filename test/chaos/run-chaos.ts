import { setTimeout as sleep } from 'node:timers/promises'
import { contactsOnList, type Fleet, openFleet, recordsUnderWay, type StageRun } from '@dwmops/local-fleet'
import { type LocalMongo, startLocalMongo, startReplicaSet } from '@dwmops/local-mongo'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { SeededRandom } from '@dwmops/seeded-random'
import { lookAt } from '../support/sandbox.ts'
import { judge } from './judge.ts'
import { type Fault, memberFaults } from './member-faults.ts'
import { movers, runStages } from './stage-workers.ts'

export interface ChaosOptions {
  /** Choices of stages, moments and faults; runs of one seed differ as the machine does. */
  readonly seed: number
  readonly database: 'replica-set' | 'standalone'
  readonly contacts: number
  /** Ends with this many faults, or earlier when all contacts have gone through. */
  readonly faults: number
  /** Share of the stage runs that are killed, 0 to 1. */
  readonly killed: number
  readonly progress?: (line: string) => void
}

export interface ChaosReport {
  /** By name, in their order. */
  readonly faults: readonly string[]
  /** Runs of stages while there were faults, by how they ended: `0`, `3`, `SIGKILL`. */
  readonly exits: Readonly<Record<string, number>>
  /** Runs that ended neither with 0 nor with 3. */
  readonly unexpected: readonly string[]
  /** What is not as it must be of the contacts, and what is left over; empty when all is well. */
  readonly findings: readonly string[]
  readonly seconds: number
}

/** Stages at a time. */
const workers = 4
/** A run says 0 when it got through, 3 when the database was unavailable for too long; all else needs a person. */
const expectedExits = new Set(['0', '3', 'SIGKILL'])

/** Runs the real stages over contacts while the database fails and stages are killed, lets them finish, and checks every contact. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const began = performance.now()
  const { mongo, faults } = await startDatabase(options.database)
  try {
    const fleet = await openFleet({
      mongo,
      seedContacts: options.contacts,
      environment: { LEASE_SECONDS: '10', MAX_RUNTIME_SECONDS: '30', LOG_LEVEL: 'warn' },
    })
    try {
      const original = await lookAt(fleet.sandbox).contacts()
      const report = await bringChaos(fleet, faults, options)
      await releaseClaims(fleet)
      await drain(fleet)
      const findings = await judge(fleet, original)
      return { ...report, findings, seconds: (performance.now() - began) / 1000 }
    } finally {
      await fleet.stop()
    }
  } finally {
    await mongo.stop()
  }
}

async function startDatabase(
  database: ChaosOptions['database'],
): Promise<{ mongo: LocalMongo; faults: Readonly<Record<string, Fault>> }> {
  if (database === 'replica-set') {
    const set = await startReplicaSet({ oplogMb: 32 })
    return { mongo: set, faults: memberFaults(set) }
  }
  const mongo = await startLocalMongo()
  return {
    mongo,
    faults: { restart: () => mongo.restart(), 'cut connections': () => mongo.cutConnections() },
  }
}

async function bringChaos(
  fleet: Fleet,
  faults: Readonly<Record<string, Fault>>,
  { seed, contacts, faults: count, killed, progress = () => {} }: ChaosOptions,
): Promise<Omit<ChaosReport, 'seconds' | 'findings'>> {
  const random = new SeededRandom(seed)
  const exits: Record<string, number> = {}
  const unexpected: string[] = []
  const onEnd = (run: StageRun, wasKilled: boolean) => {
    const exit = wasKilled ? 'SIGKILL' : String(run.exitCode ?? run.signal)
    exits[exit] = (exits[exit] ?? 0) + 1
    if (!expectedExits.has(exit)) unexpected.push(`${run.stage} ended with ${exit}: ${lastWords(run)}`)
  }
  let isOver = false
  const exportSize = Math.ceil(contacts / 40)
  const working = Array.from({ length: workers }, () =>
    runStages({ fleet, random, exportSize, killed, onEnd }, () => isOver),
  )
  const happened: string[] = []
  let left: string[] = []
  while (happened.length < count && !(await isDone(fleet))) {
    if (left.length === 0) left = shuffled(Object.keys(faults), random)
    const name = left.pop() ?? ''
    await sleep(random.between(500, 3_000))
    progress(`${name} ...`)
    await faults[name]?.(random.between(1_000, 6_000))
    happened.push(name)
  }
  isOver = true
  await Promise.all(working)
  return { faults: happened, exits, unexpected }
}

function shuffled(names: readonly string[], random: SeededRandom): string[] {
  const keyed = names.map((name) => ({ name, at: random.next() }))
  return keyed.toSorted((a, b) => a.at - b.at).map(({ name }) => name)
}

/** Whether all contacts have gone through. */
async function isDone(fleet: Fleet): Promise<boolean> {
  return (await contactsOnList(fleet)) === 0 && (await recordsUnderWay(fleet)) === 0
}

/** The cleaner alone must bring back what dead workers held, syncs apart: those are adopted by their stage. */
async function releaseClaims(fleet: Fleet): Promise<void> {
  const claims = fleet.client.db(fleet.environment['QUEUE_DATABASE']).collection('claims')
  await waitUntil('the records of dead workers are back', async () => {
    await mustEndWell(fleet, 'clean-queues')
    return (await claims.countDocuments({ syncId: { $exists: false } })) === 0
  })
}

async function drain(fleet: Fleet): Promise<void> {
  await waitUntil('all contacts have gone through', async () => {
    for (const stage of movers) await mustEndWell(fleet, stage)
    return isDone(fleet)
  })
}

async function mustEndWell(fleet: Fleet, stage: string): Promise<void> {
  const run = await fleet.run(stage)
  if (run.exitCode !== 0)
    throw new Error(`${stage} ended with ${run.exitCode} after the chaos: ${lastWords(run)}`)
}

const lastWords = (run: StageRun) => `${JSON.stringify(run.lines.at(-1))} ${run.stderr}`.slice(0, 1_500)
