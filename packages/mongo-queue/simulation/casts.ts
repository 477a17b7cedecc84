import { cleaner, exporter, operator, poster, type Run, releaser, washer } from './workers.ts'

/** The work of one kind of run. */
export type Worker = (run: Run, keys: readonly string[]) => Promise<void>

/** Those who meet in a schedule. */
export const pairs: Worker[][] = [
  [washer, washer],
  [poster, poster],
  [poster, poster, poster],
  [washer, poster],
  [washer, cleaner],
  [poster, releaser],
  [exporter, exporter, washer],
]

/** Those who come by chance. */
export const others: Worker[] = [washer, poster, cleaner, exporter, exporter, operator, releaser]

/** Runs that meet in every schedule of a series, with nobody else: what is rare among all is soon seen among these. */
export const casts: Record<string, readonly Worker[]> = {
  exporters: [exporter, exporter, exporter],
  posters: [poster, poster, poster],
}
