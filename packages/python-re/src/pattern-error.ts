/** Every reason for which a pattern or a replacement cannot be used; the codes are stable. */
export const patternErrorCodes = ['PATTERN_SYNTAX', 'PATTERN_REFUSED', 'TEMPLATE_SYNTAX'] as const

export type PatternErrorCode = (typeof patternErrorCodes)[number]

/**
 * A pattern or a replacement that cannot be used.
 * PATTERN_SYNTAX and TEMPLATE_SYNTAX: Python's `re` would raise too. PATTERN_REFUSED: Python takes it,
 * this engine does not: `\N{NAME}`, and parentheses nested hundreds deep.
 */
export class PatternError extends Error {
  override readonly name = 'PatternError'
  readonly code: PatternErrorCode
  /** What is wrong, without the pattern, in the words of Python's `re` where it has any. */
  readonly reason: string
  /** Index into the pattern (UTF-16 units) where the offending part begins, when there is one. */
  readonly position: number | undefined

  constructor(code: PatternErrorCode, reason: string, position?: number) {
    super(position === undefined ? reason : `${reason} at position ${position}`)
    this.code = code
    this.reason = reason
    this.position = position
  }
}
