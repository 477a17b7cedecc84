import {
  type CompiledPattern,
  compilePattern,
  compileTemplate,
  PatternError,
  StepsExhausted,
} from '@dwmops/python-re'
import { clean } from '../clean.ts'

/** Longer than what any field but a large text holds. */
const longValue = 4_000

/** Patterns with what lint finds out about each, once for all checks; and once for two sets that share most of them. */
export class LintedPatterns {
  readonly #compiled = new Map<string, CompiledPattern | PatternError>()
  readonly #costly = new Map<CompiledPattern, string | undefined>()

  /** The pattern, or why it cannot be compiled. */
  compile(pattern: string): CompiledPattern | PatternError {
    const compiled = this.#compiled.get(pattern) ?? compiledOrError(pattern)
    this.#compiled.set(pattern, compiled)
    return compiled
  }

  /** A long value on which it runs out of steps. They are really tried. */
  costlyValue(pattern: CompiledPattern): string | undefined {
    if (!this.#costly.has(pattern)) this.#costly.set(pattern, findCostlyValue(pattern))
    return this.#costly.get(pattern)
  }
}

function compiledOrError(pattern: string): CompiledPattern | PatternError {
  try {
    return compilePattern(pattern)
  } catch (error) {
    if (error instanceof PatternError) return error
    throw error
  }
}

function findCostlyValue(pattern: CompiledPattern): string | undefined {
  return pattern
    .hostileValues(longValue)
    .map(clean)
    .find((value) => exhausts(pattern, value))
}

/** Goes on as washing does: what matches at the start is rewritten everywhere. */
function exhausts(pattern: CompiledPattern, value: string): boolean {
  try {
    if (pattern.matchesAtStart(value)) pattern.substitute(value, compileTemplate('', pattern))
    return false
  } catch (error) {
    if (error instanceof StepsExhausted) return true
    throw error
  }
}
