import { MongoClient } from 'mongodb'
import { type Played, playSeed } from './play.ts'
import type { Settings } from './world.ts'

export interface Series {
  /** The first; the others follow by one. */
  readonly seed: number
  readonly seeds: number
  readonly settings?: Settings
  /** Stops at the first broken promise. */
  readonly untilBroken?: boolean
  onPlayed?(played: Played, count: number): void
}

export interface SeriesResult {
  readonly played: number
  readonly written: number
  readonly broken: readonly Played[]
}

/** Plays seeds one after the other, each with an Eloqua and databases of its own, which are dropped. */
export async function playMany(url: string, series: Series): Promise<SeriesResult> {
  const { seed, seeds, settings = {}, untilBroken = false, onPlayed } = series
  const client = new MongoClient(url)
  const broken: Played[] = []
  let played = 0
  let written = 0
  try {
    for (let next = seed; next < seed + seeds && !(untilBroken && broken.length > 0); next += 1) {
      const database = `simulation_${process.pid}_${next}`
      const one = await playSeed(next, { client, mongoUrl: url, database, settings })
      played += 1
      written += one.written
      if (one.broken) broken.push(one)
      onPlayed?.(one, played)
    }
  } finally {
    await client.close()
  }
  return { played, written, broken }
}

/** What a person needs to see of a seed, and how to see it again. */
export function describePlayed({ seed, broken, trace }: Played): string {
  const again = `node test/simulation/main.ts --seed ${seed}`
  return [
    `seed ${seed}: ${broken?.message ?? 'no promise broken'}`,
    ...trace.map((line) => `  ${line}`),
    `again: ${again}`,
  ].join('\n')
}
