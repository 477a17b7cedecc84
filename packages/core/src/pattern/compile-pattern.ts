import type { CompiledPattern } from './compiled-pattern.ts'
import { PatternError } from './pattern-error.ts'

/** Makes a Python pattern ready for use on cleaned text; throws PatternError (PATTERN_SYNTAX or PATTERN_REFUSED). */
export function compilePattern(pattern: string): CompiledPattern {
  throw new PatternError('PATTERN_REFUSED', `not built yet: ${pattern}`)
}
