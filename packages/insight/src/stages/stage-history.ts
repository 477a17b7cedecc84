import type { RunResult, StageName } from '@dwmops/fleet'
import { type RunDocument, runsSince } from '@dwmops/job-runner'
import type { Db } from 'mongodb'

/** What the runs of a stage came to on one day, UTC. */
export interface StageDay {
  /** `2026-01-31`. */
  readonly day: string
  readonly runs: number
  /** Runs by how they ended; those without an end are under way, or were killed. */
  readonly results: Readonly<Partial<Record<RunResult | 'no end', number>>>
  /** Of the runs that had something to do; undefined where none had. */
  readonly medianMs: number | undefined
  readonly longestMs: number | undefined
  readonly in: number
  readonly out: number
  readonly failed: number
}

const dayMs = 86_400_000

/** The last days of a stage, oldest first, those without a run too; runs are kept for 30 days. */
export async function stageHistory(
  queueDb: Db,
  stage: StageName,
  { days, now = new Date() }: { readonly days: number; readonly now?: Date },
): Promise<StageDay[]> {
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  const names = Array.from({ length: days }, (_, ago) => dayOf(new Date(today - (days - 1 - ago) * dayMs)))
  const tallies = new Map(names.map((day) => [day, new DayTally(day)]))
  for await (const run of runsSince(queueDb, stage, new Date(today - (days - 1) * dayMs)))
    tallies.get(dayOf(run.startedAt))?.add(run)
  return [...tallies.values()].map((tally) => tally.result())
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

class DayTally {
  readonly #day: string
  readonly #results: Partial<Record<RunResult | 'no end', number>> = {}
  readonly #durations: number[] = []
  readonly #counts = { in: 0, out: 0, failed: 0 }
  #runs = 0

  constructor(day: string) {
    this.#day = day
  }

  add({ result = undefined, durationMs, counts }: RunDocument): void {
    const end = result ?? 'no end'
    this.#runs += 1
    this.#results[end] = (this.#results[end] ?? 0) + 1
    if (durationMs !== undefined && result !== 'nothing to do') this.#durations.push(durationMs)
    for (const name of ['in', 'out', 'failed'] as const) this.#counts[name] += counts?.[name] ?? 0
  }

  result(): StageDay {
    const sorted = this.#durations.toSorted((one, other) => one - other)
    return {
      ...{ day: this.#day, runs: this.#runs, results: this.#results },
      ...{ medianMs: sorted[Math.floor(sorted.length / 2)], longestMs: sorted.at(-1) },
      ...this.#counts,
    }
  }
}
