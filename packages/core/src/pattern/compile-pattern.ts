import { everyNode } from './asked-groups.ts'
import { buildStates } from './build-states.ts'
import type { CompiledPattern } from './compiled-pattern.ts'
import { dearGroups } from './cost.ts'
import { EchoMatcher } from './echo-matcher.ts'
import { planEcho } from './echo-plan.ts'
import { NotRegular } from './group-memory.ts'
import type { Fold } from './letter-case.ts'
import { LinearMatcher } from './linear-matcher.ts'
import { parsePattern } from './parse-pattern.ts'
import { PatternError } from './pattern-error.ts'
import { factsOf } from './pattern-facts.ts'
import { planGroups } from './plan-groups.ts'
import { outlineOf } from './scan/outline.ts'
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
    dearGroups: dearGroups(tree.root),
    outline: outlineOf(tree.root),
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

/** By states where that is possible and cheap; else by the plan for one long back-reference. */
function matcherOf(tree: SyntaxTree): LinearMatcher | EchoMatcher {
  const linear = linearMatcher(tree, false)
  if (linear instanceof LinearMatcher) return linear
  const byContent = linearMatcher(tree, true)
  if (byContent instanceof LinearMatcher) return byContent
  const fold = onlyFold(tree)
  if (fold === undefined) throw linear
  return new EchoMatcher(planEcho(tree.root), tree.groupCount, fold)
}

function linearMatcher(tree: SyntaxTree, byContent: boolean): LinearMatcher | PatternError {
  try {
    return new LinearMatcher(buildStates(tree.root, planGroups(tree.root, byContent)), tree.groupCount)
  } catch (error) {
    if (error instanceof NotRegular) return new PatternError('PATTERN_REFUSED', error.message, error.position)
    if (error instanceof RangeError) return new PatternError('PATTERN_REFUSED', 'is nested too deep')
    if (error instanceof PatternError) return error
    throw error
  }
}

/** How the references of a pattern compare letters, when there are any and all agree. */
function onlyFold({ root }: SyntaxTree): Fold | undefined {
  const folds = new Set<Fold>()
  for (const node of everyNode(root)) if (node.kind === 'reference') folds.add(node.fold)
  const [fold] = folds
  return folds.size === 1 ? fold : undefined
}
