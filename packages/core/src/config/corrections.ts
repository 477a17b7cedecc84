/**
 * Oddities of the original that a config can have repaired, by the tag to list in its `corrections`.
 * Without the tag the result is the original's.
 */
export const corrections = {
  'match-then-blank': 'a derive step blanks only when nothing matched, not when the match equals the value',
  'blank-stops-chain': 'all derive steps are tried before a field is blanked',
  'zip-00000': 'a US zip without leading digits is left as it is',
  errors: 'what stopped the original is repaired always, listed or not: nothing more to do',
} as const

/** Tag of an oddity that can be repaired. */
export type Correction = keyof typeof corrections

/** True for the tags that `corrections` of a config may hold. */
export function isCorrection(tag: unknown): tag is Correction {
  return typeof tag === 'string' && Object.hasOwn(corrections, tag)
}
