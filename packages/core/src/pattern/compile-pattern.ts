import { everyNode } from './asked-groups.ts'
import { type Automaton, buildStates } from './build-states.ts'
import type { CompiledPattern } from './compiled-pattern.ts'
import { EchoMatcher } from './echo-matcher.ts'
import { planEcho } from './echo-plan.ts'
import { NotRegular } from './group-memory.ts'
import type { Fold } from './letter-case.ts'
import { LinearMatcher } from './linear-matcher.ts'
import { parsePattern } from './parse-pattern.ts'
import { PatternError } from './pattern-error.ts'
import { factsOf } from './pattern-facts.ts'
import { planGroups } from './plan-groups.ts'
import { type Search, substituteAll } from './substitute.ts'
import type { SyntaxTree } from './syntax-tree.ts'

/** Makes a Python pattern ready for use on cleaned text; throws PatternError (PATTERN_SYNTAX or PATTERN_REFUSED). */
export function compilePattern(pattern: string): CompiledPattern {
  const tree = parsePattern(pattern)
  const matcher = matcherOf(tree)
  return {
    pattern,
    engine: matcher instanceof LinearMatcher ? 'linear' : 'backtracking',
    groupCount: tree.groupCount,
    groupNames: tree.groupNames,
    ...factsOf(tree.root),
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

function matcherOf(tree: SyntaxTree): LinearMatcher | EchoMatcher {
  const found = regular(tree, false)
  const automaton = found instanceof NotRegular ? regular(tree, true) : found
  if (!(automaton instanceof NotRegular)) return new LinearMatcher(automaton, tree.groupCount)
  const fold = onlyFold(tree)
  if (fold === undefined) throw new PatternError('PATTERN_REFUSED', automaton.message, automaton.position)
  return new EchoMatcher(planEcho(tree.root), tree.groupCount, fold)
}

/** How the references of a pattern compare letters, when there are any and all agree. */
function onlyFold({ root }: SyntaxTree): Fold | undefined {
  const folds = new Set<Fold>()
  for (const node of everyNode(root)) if (node.kind === 'reference') folds.add(node.fold)
  const [fold] = folds
  return folds.size === 1 ? fold : undefined
}

function regular(tree: SyntaxTree, byContent: boolean): Automaton | NotRegular {
  try {
    return buildStates(tree.root, planGroups(tree.root, byContent))
  } catch (error) {
    if (error instanceof NotRegular) return error
    if (error instanceof RangeError) return new NotRegular('is nested too deep')
    throw error
  }
}
