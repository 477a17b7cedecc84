import { Backtracker } from './backtracking/backtracker.ts'
import { compileProgram } from './backtracking/compile-program.ts'
import type { CompiledPattern } from './compiled-pattern.ts'
import { hostileValues } from './hostile-values.ts'
import { parsePattern } from './parse-pattern.ts'
import { factsOf } from './pattern-facts.ts'
import { outlineOf } from './scan/outline.ts'
import { substituteAll } from './substitute.ts'

/** Makes a Python pattern ready for use; throws PatternError (PATTERN_SYNTAX or PATTERN_REFUSED). */
export function compilePattern(pattern: string): CompiledPattern {
  const tree = parsePattern(pattern)
  const matcher = new Backtracker(compileProgram(tree))
  return {
    pattern,
    groupCount: tree.groupCount,
    groupNames: tree.groupNames,
    outline: outlineOf(tree.root),
    ...factsOf(tree.root),
    hostileValues: (length) => hostileValues(tree.root, length),
    matchesAtStart(value) {
      matcher.begin(value)
      return matcher.matchAt(0, false) >= 0
    },
    substitute: (value, template, maxLength) => substituteAll(matcher, value, template, maxLength),
  }
}
