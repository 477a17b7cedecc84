import type { CompiledPattern } from './compiled-pattern.ts'
import { Backtracker } from './match/backtracker.ts'
import { compileProgram } from './match/compile-program.ts'
import { substituteAll } from './match/substitute.ts'
import { parsePattern } from './parse/parse-pattern.ts'
import { outlineOf } from './scan/outline.ts'
import { hostileValues } from './tree/hostile-values.ts'
import { factsOf } from './tree/pattern-facts.ts'

/** Makes a Python pattern ready for use; throws PatternError (PATTERN_SYNTAX or PATTERN_REFUSED). */
export function compilePattern(pattern: string): CompiledPattern {
  const tree = parsePattern(pattern)
  // Made when first asked for: most patterns of a large rule base are ruled out by a scan or an index and never run.
  let made: Backtracker | undefined
  const matcher = () => {
    made ??= new Backtracker(compileProgram(tree))
    return made
  }
  return {
    pattern,
    groupCount: tree.groupCount,
    groupNames: tree.groupNames,
    outline: outlineOf(tree.root),
    ...factsOf(tree.root),
    hostileValues: (length) => hostileValues(tree.root, length),
    matchesAtStart(value) {
      matcher().begin(value)
      return matcher().matchAt(0, false) >= 0
    },
    substitute: (value, template, maxLength) => substituteAll(matcher(), value, template, maxLength),
  }
}
