import { PatternError } from '../pattern-error.ts'
import { type Node, type SyntaxTree, sequenceOf } from '../tree/syntax-tree.ts'
import { CharSet } from '../unicode/char-set.ts'
import { type Flags, foldOf, ruleFlags } from './flags.ts'
import { joinAlternatives } from './join-alternatives.ts'
import { literal, parseEscape } from './parse-escape.ts'
import { type Parser, parseGroup } from './parse-group.ts'
import { parseCount, repeatOf } from './parse-repeat.ts'
import { parseSet } from './parse-set.ts'
import { ParseState } from './parse-state.ts'
import { PatternSource } from './pattern-source.ts'

const blanks = ' \t\n\r\v\f'
/** Python's own limit on calls within calls ends about here, too. */
const deepest = 500
const notNewline = CharSet.of(10).complement()

/**
 * Reads a pattern by the grammar of Python 3.11's `re` (CPython Lib/re/_parser.py), compiled with IGNORECASE.
 * Throws PatternError (PATTERN_SYNTAX) where Python raises.
 */
export function parsePattern(pattern: string): SyntaxTree {
  const source = new PatternSource(pattern)
  const state = new ParseState(ruleFlags)
  const root = parseChoice(source, state, undefined)
  if (source.next !== undefined) throw source.error('unbalanced parenthesis')
  for (const [group, position] of state.conditionals) {
    if (group > state.groupCount) {
      throw new PatternError('PATTERN_SYNTAX', `invalid group reference ${group}`, position)
    }
  }
  if (state.typeFlags === 'au' || state.typeFlags === 'ua') {
    throw new PatternError('PATTERN_SYNTAX', 'ASCII and UNICODE flags are incompatible')
  }
  const { groupCount, groupNames, groupWidths } = state
  return { root, groupCount, groupNames, groupWidths }
}

/** Alternatives; without `flags` it is the whole pattern, whose flags its first group may set. */
function parseChoice(source: PatternSource, state: ParseState, flags: Flags | undefined): Node {
  if (state.depth > deepest) throw new PatternError('PATTERN_REFUSED', `is nested more than ${deepest} deep`)
  state.depth += 1
  const options: Node[][] = []
  do {
    options.push(parseItems(source, state, flags ?? state.flags, flags === undefined && options.length === 0))
  } while (source.takeIf('|'))
  state.depth -= 1
  return joinAlternatives(options)
}

function parseItems(source: PatternSource, state: ParseState, given: Flags, first: boolean): Node[] {
  let flags = given
  const items: Node[] = []
  const parser: Parser = {
    source,
    state,
    parseChoice: (inner) => parseChoice(source, state, inner),
    parseSequence: (inner) => sequenceOf(parseItems(source, state, inner, false)),
  }
  for (;;) {
    const piece = source.next
    if (piece === undefined || piece === '|' || piece === ')') break
    const start = source.position
    source.take()
    if (flags.verbose && skipsInVerbose(source, piece)) continue
    if (piece === '(') {
      const group = parseGroup(parser, flags, first && items.length === 0)
      if (group === undefined) continue
      if ('node' in group) items.push(group.node)
      else state.flags = flags = group.flags
    } else if ('*+?{'.includes(piece)) {
      const count = parseCount(source, piece)
      if (count === undefined) items.push(literal(0x7b, flags))
      else {
        if (flags.template) throw source.error('internal: unsupported template operator')
        items.push(repeatOf(source, start, items.pop(), count))
      }
    } else items.push(parseUnit(source, state, flags, piece))
  }
  return items.flatMap(flatten)
}

function flatten(item: Node): readonly Node[] {
  return item.kind === 'sequence' ? item.items.flatMap(flatten) : [item]
}

function parseUnit(source: PatternSource, state: ParseState, flags: Flags, piece: string): Node {
  if (piece.startsWith('\\')) return parseEscape(source, piece, state, flags)
  if (piece === '[') return parseSet(source, flags)
  if (piece === '.') {
    const set = flags.dotAll ? CharSet.all : notNewline
    return { kind: 'character', set, items: undefined, fold: foldOf(flags) }
  }
  if (piece === '^') return { kind: 'place', at: flags.multiline ? 'lineStart' : 'start', ascii: false }
  if (piece === '$') return { kind: 'place', at: flags.multiline ? 'lineEnd' : 'end', ascii: false }
  return literal(piece.codePointAt(0) ?? 0, flags)
}

function skipsInVerbose(source: PatternSource, piece: string): boolean {
  if (blanks.includes(piece)) return true
  if (piece !== '#') return false
  for (let comment = source.take(); comment !== undefined && comment !== '\n'; ) comment = source.take()
  return true
}
