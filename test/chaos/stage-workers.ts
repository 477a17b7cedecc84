import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fleet, root, type StageRun } from '@dwmops/local-fleet'
import type { SeededRandom } from '@dwmops/seeded-random'

const hourMs = 3_600_000
const shiftedClock = path.join(root, 'test/support/shifted-clock.mjs')

/** The stages that take a contact all the way. */
export const movers = [
  'get-contacts',
  'wash-contacts',
  'update-indicators',
  'post-contacts',
  'clean-queues',
] as const

export interface WorkerOptions {
  readonly fleet: Fleet
  readonly random: SeededRandom
  /** Contacts that one run exports. */
  readonly exportSize: number
  /** Share of the runs that are killed, 0 to 1. */
  readonly killed: number
  /** Hears of every run that has ended; `wasKilled` by us. */
  readonly onEnd: (run: StageRun, wasKilled: boolean) => void
}

/** Starts stages at random without pause and kills some of them at a random moment, until `isOver`. */
export async function runStages(options: WorkerOptions, isOver: () => boolean): Promise<void> {
  const { fleet, random, exportSize, killed, onEnd } = options
  while (!isOver()) {
    const stage = random.pick(movers)
    const run = fleet.start(stage, {
      BATCH_SIZE: String(stage === 'get-contacts' ? exportSize : Math.ceil(exportSize / 3)),
      ...wrongClock(random),
    })
    const isToBeKilled = random.next() < killed
    if (isToBeKilled) await Promise.race([sleep(random.between(300, 2_000)), run.finished])
    const wasKilled = isToBeKilled && run.process.exitCode === null && run.process.kill('SIGKILL')
    onEnd(await run.finished, wasKilled)
  }
}

function wrongClock(random: SeededRandom): Record<string, string> {
  const shiftMs = random.pick([0, 0, hourMs, -hourMs])
  return shiftMs === 0 ? {} : { NODE_OPTIONS: `--import=${shiftedClock}`, CLOCK_SHIFT_MS: String(shiftMs) }
}
