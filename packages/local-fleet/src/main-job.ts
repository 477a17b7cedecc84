import type { Fleet } from './fleet.ts'
import type { LogLine, StageRun } from './processes.ts'

/** What became of a stage's records over all its runs of the main job. */
export interface StageTotals {
  readonly stage: string
  runs: number
  in: number
  changed: number | undefined
  out: number
  failed: number
  seconds: number
}

/** The stages that move contacts, in the order in which a contact meets them. */
const movers = ['get-contacts', 'wash-contacts', 'update-indicators', 'post-contacts'] as const
const keepers = ['clean-queues', 'refresh-indicators'] as const
const healthyExits: ReadonlySet<number | null> = new Set([0, 4])
const maxRounds = 100

export interface MainJobProgress {
  stageStarted(stage: string): void
  line(stage: string, line: LogLine): void
  stageEnded(run: StageRun): void
}

/** A stage ended in a way from which the main job cannot go on. */
export class StageFailedError extends Error {
  override readonly name = 'StageFailedError'
  readonly code = 'FLEET_STAGE_FAILED'
  readonly run: StageRun

  constructor(run: StageRun) {
    const last = run.lines.findLast((line) => line['level'] === 'error') ?? run.lines.at(-1)
    super(
      `${run.stage} ended with ${run.signal ?? `exit code ${run.exitCode}`}: ${causeOf(last) ?? run.stderr.trim()}`,
    )
    this.run = run
  }
}

/** What a log line says went wrong: its error, else its message. */
function causeOf(line: LogLine | undefined): unknown {
  const error = line?.['err'] as { message?: unknown } | undefined
  return error?.message ?? line?.['msg']
}

/**
 * Runs the stages, round after round, until the export list and all queues are empty; then the two
 * that keep things clean. Throws StageFailedError when a stage ends otherwise than well or with failed records.
 */
export async function runMainJob(
  fleet: Pick<Fleet, 'run' | 'sandbox' | 'client' | 'environment'>,
  progress: MainJobProgress,
): Promise<StageTotals[]> {
  const totals = new Map<string, StageTotals>()
  const run = async (stage: string) => {
    progress.stageStarted(stage)
    const ended = await fleet.run(stage, {}, { onLine: (line) => progress.line(stage, line) })
    progress.stageEnded(ended)
    if (!healthyExits.has(ended.exitCode)) throw new StageFailedError(ended)
    addRun(totals, ended)
  }
  let waiting = Number.POSITIVE_INFINITY
  for (let round = 0; waiting > 0 && round < maxRounds; round += 1) {
    for (const stage of movers) await run(stage)
    waiting = (await contactsOnList(fleet)) + (await recordsUnderWay(fleet))
  }
  for (const stage of keepers) await run(stage)
  return [...totals.values()]
}

/** Contacts that wait on the export list. */
export async function contactsOnList(
  fleet: Pick<Fleet, 'sandbox'>,
  list = 'DWM - Export Queue',
): Promise<number> {
  const response = await fetch(`${fleet.sandbox.url}/sandbox/lists/${encodeURIComponent(list)}`)
  const { count } = (await response.json()) as { count: number }
  return count
}

/** Records that wait or are held in any queue. */
export async function recordsUnderWay(fleet: Pick<Fleet, 'client' | 'environment'>): Promise<number> {
  const items = fleet.client.db(fleet.environment['QUEUE_DATABASE']).collection('items')
  return items.countDocuments({ state: { $in: ['ready', 'claimed'] } })
}

function addRun(totals: Map<string, StageTotals>, run: StageRun): void {
  const finished = run.lines.findLast((line) => line['msg'] === 'run finished') ?? {}
  const number = (name: string) => Number(finished[name] ?? 0)
  const entry = totals.get(run.stage) ?? {
    stage: run.stage,
    runs: 0,
    in: 0,
    changed: undefined,
    out: 0,
    failed: 0,
    seconds: 0,
  }
  totals.set(run.stage, entry)
  entry.runs += 1
  entry.in += number('in')
  entry.out += number('out')
  entry.failed += number('failed')
  if (finished['changed'] !== undefined) entry.changed = (entry.changed ?? 0) + number('changed')
  entry.seconds += run.seconds
}
