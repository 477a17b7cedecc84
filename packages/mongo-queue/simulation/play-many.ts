import { MongoClient } from 'mongodb'
import type { Saboteur } from './gated-db.ts'
import { playSchedule, type ScheduleResult } from './schedule.ts'

/** Which schedules to play, and how. */
export interface Series {
  /** Seed of the first; the others follow by one. */
  seed: number
  schedules: number
  /** How many are played at once, each in a database of its own. */
  lanes?: number
  /** Makes a mutants for each schedule. */
  plant?: () => Saboteur
  /** Stops at the first broken promise. */
  untilBroken?: boolean
  onPlayed?: (result: ScheduleResult, played: number) => void
}

/** What a series came to. */
export interface SeriesResult {
  played: number
  commands: number
  broken: ScheduleResult[]
}

/** Plays schedules against a database. Its databases `simulation0`, `simulation1` ... are dropped at the end. */
export async function playMany(url: string, series: Series): Promise<SeriesResult> {
  const { seed, schedules, lanes = 8, plant, untilBroken = false, onPlayed } = series
  const result: SeriesResult = { played: 0, commands: 0, broken: [] }
  const client = new MongoClient(url)
  let next = seed
  const isOver = () => next >= seed + schedules || (untilBroken && result.broken.length > 0)
  const playLane = async (lane: number) => {
    const db = client.db(`simulation${lane}`)
    while (!isOver()) {
      const played = await playSchedule(db, next++, plant?.())
      result.played += 1
      result.commands += played.commands
      if (played.broken !== undefined) result.broken.push(played)
      onPlayed?.(played, result.played)
    }
    await db.dropDatabase()
  }
  try {
    await Promise.all(Array.from({ length: lanes }, (_, lane) => playLane(lane)))
  } finally {
    await client.close()
  }
  return result
}

/** What a person needs to see of a broken promise, and how to see it again. */
export function describeBroken({ seed, broken, trace }: ScheduleResult): string {
  const again = `npm run simulation -w packages/mongo-queue -- --seed ${seed} --schedules 1`
  return [
    `seed ${seed}: ${broken?.stack ?? broken}`,
    ...trace.map((line) => `  ${line}`),
    `again: ${again}`,
  ].join('\n')
}
