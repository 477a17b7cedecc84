import { type Automaton, buildStates } from './build-states.ts'
import type { CompiledPattern } from './compiled-pattern.ts'
import { NotRegular } from './group-memory.ts'
import { LinearMatcher } from './linear-matcher.ts'
import { parsePattern } from './parse-pattern.ts'
import { PatternError } from './pattern-error.ts'
import { planGroups } from './plan-groups.ts'
import { type Search, substituteAll } from './substitute.ts'
import type { SyntaxTree } from './syntax-tree.ts'

/** Makes a Python pattern ready for use on cleaned text; throws PatternError (PATTERN_SYNTAX or PATTERN_REFUSED). */
export function compilePattern(pattern: string): CompiledPattern {
  const tree = parsePattern(pattern)
  const matcher = new LinearMatcher(automatonOf(tree), tree.groupCount)
  return {
    pattern,
    engine: 'linear',
    groupCount: tree.groupCount,
    groupNames: tree.groupNames,
    firstCharacters: undefined,
    requiredLiterals: [],
    matchesEmpty: false,
    minLength: 0,
    coversEverything: false,
    exactText: undefined,
    coversPrefix: undefined,
    matchesAtStart: (value) => matcher.matchesAtStart(value),
    substitute(value, template) {
      const { length, indexOf } = matcher.read(value)
      const search: Search = {
        length,
        find: (place, nonEmpty) => matcher.find(place, nonEmpty),
        text: (from, to) => value.slice(indexOf(from), indexOf(to)),
      }
      return substituteAll(search, template)
    },
  }
}

function automatonOf(tree: SyntaxTree): Automaton {
  try {
    return buildStates(tree.root, planGroups(tree.root, false))
  } catch (error) {
    if (!(error instanceof NotRegular)) throw error
  }
  try {
    return buildStates(tree.root, planGroups(tree.root, true))
  } catch (error) {
    if (!(error instanceof NotRegular)) throw error
    throw new PatternError('PATTERN_REFUSED', error.message, error.position)
  }
}
