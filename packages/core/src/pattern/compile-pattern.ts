import { BacktrackingMatcher } from './backtracking/backtracking-matcher.ts'
import { buildStates } from './build-states.ts'
import type { CompiledPattern } from './compiled-pattern.ts'
import { expensiveGroups } from './cost.ts'
import { NotRegular } from './group-memory.ts'
import { LinearMatcher } from './linear-matcher.ts'
import type { Matcher } from './matcher.ts'
import { parsePattern } from './parse-pattern.ts'
import { PatternError } from './pattern-error.ts'
import { factsOf } from './pattern-facts.ts'
import { planGroups } from './plan-groups.ts'
import { everyNode } from './referenced-groups.ts'
import { outlineOf } from './scan/outline.ts'
import { substituteAll } from './substitute.ts'
import type { SyntaxTree } from './syntax-tree.ts'
import type { CompiledTemplate } from './template.ts'

/** Makes a Python pattern ready for use on cleaned text; throws PatternError (PATTERN_SYNTAX or PATTERN_REFUSED). */
export function compilePattern(pattern: string): CompiledPattern {
  try {
    return compileTree(pattern, parsePattern(pattern))
  } catch (error) {
    if (error instanceof RangeError) throw new PatternError('PATTERN_REFUSED', 'is nested too deep')
    throw error
  }
}

function compileTree(pattern: string, tree: SyntaxTree): CompiledPattern {
  const linear = linearMatcher(tree)
  const dear = linear === undefined ? new Set<number>() : expensiveGroups(tree.root)
  let trying: Matcher | undefined
  const byTrying = () => (trying ??= new BacktrackingMatcher(tree))
  const matcher = linear ?? byTrying()
  const asksDear = ({ parts }: CompiledTemplate) =>
    parts.some((part) => typeof part === 'number' && dear.has(part))
  return {
    pattern,
    engine: linear === undefined ? 'backtracking' : 'linear',
    groupCount: tree.groupCount,
    groupNames: tree.groupNames,
    outline: outlineOf(tree.root),
    ...factsOf(tree.root),
    isCostly: (template) => (linear === undefined || asksDear(template)) && repeatsAtLength(tree),
    matchesAtStart: (value) => matcher.matchesAtStart(value),
    substitute: (value, template, maxLength) =>
      substituteAll(dear.size > 0 && asksDear(template) ? byTrying() : matcher, value, template, maxLength),
  }
}

/** Rounds beyond this can add up. */
const mostCheapRounds = 16

function repeatsAtLength({ root }: SyntaxTree): boolean {
  for (const node of everyNode(root)) if (node.kind === 'repeat' && node.most > mostCheapRounds) return true
  return false
}

/** The pattern as an automaton; undefined when there is none, or none that is quick on every text. */
function linearMatcher({ root, groupCount }: SyntaxTree): LinearMatcher | undefined {
  const byContent = planGroups(root, true)
  const differs = [...byContent.values()].some(({ by }) => by === 'content')
  for (const plans of [planGroups(root, false), ...(differs ? [byContent] : [])]) {
    try {
      return new LinearMatcher(buildStates(root, plans), groupCount)
    } catch (error) {
      const isTooMuch = error instanceof PatternError || error instanceof RangeError
      if (!(error instanceof NotRegular || isTooMuch)) throw error
    }
  }
  return undefined
}
