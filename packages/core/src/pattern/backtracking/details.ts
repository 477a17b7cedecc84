import type { Fold } from '../letter-case.ts'

/** Places by the number that instructions know them by. */
export const placeNumbers: readonly string[] = [
  'start',
  'lineStart',
  'end',
  'lineEnd',
  'textEnd',
  'boundary',
  'notBoundary',
  'ascii boundary',
  'ascii notBoundary',
]

/** Ways to compare letters by the number that instructions know them by. */
export const foldNumbers: readonly Fold[] = ['none', 'ascii', 'unicode']
