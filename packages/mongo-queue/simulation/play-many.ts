import { type DbOptions, MongoClient, ReadConcern } from 'mongodb'
import { casts } from './casts.ts'
import type { Mutant } from './gated-db.ts'
import { playSchedule, type ScheduleResult } from './schedule.ts'

/** Which schedules to play, and how. */
export interface Series {
  /** Seed of the first; the others follow by one. */
  seed: number
  schedules: number
  /** How many are played at once, each in a database of its own. */
  lanes?: number
  /** Makes a mutant for each schedule. */
  mutant?: () => Mutant
  /** One of {@link casts}; by chance unless given. */
  cast?: string | undefined
  /** Stops at the first broken promise. */
  untilBroken?: boolean
  onPlayed?: (result: ScheduleResult, played: number) => void
}

/** As a connection string may ask for: the library has to ask for more by itself. */
export const weakest: DbOptions = {
  readPreference: 'secondaryPreferred',
  readConcern: new ReadConcern('available'),
  writeConcern: { w: 1, journal: false },
}

/** What a series came to. */
export interface SeriesResult {
  played: number
  commands: number
  broken: ScheduleResult[]
}

/** Plays schedules against a database. Its databases `simulation0`, `simulation1` ... are dropped at the end. */
export async function playMany(url: string, series: Series): Promise<SeriesResult> {
  const { seed, schedules, lanes = 8, mutant, cast, untilBroken = false, onPlayed } = series
  const result: SeriesResult = { played: 0, commands: 0, broken: [] }
  const client = new MongoClient(url)
  let next = seed
  const isOver = () => next >= seed + schedules || (untilBroken && result.broken.length > 0)
  const playLane = async (lane: number) => {
    const db = client.db(`simulation${lane}`, weakest)
    while (!isOver()) {
      const played = await playSchedule(db, next++, { mutant: mutant?.(), cast: casts[cast ?? ''] })
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
