import type { Node } from '../tree/syntax-tree.ts'
import { widthOf } from '../tree/width.ts'
import { changeFlags, type Flags, foldOf, isFlag, parseFlags } from './flags.ts'
import type { ParseState } from './parse-state.ts'
import type { PatternSource } from './pattern-source.ts'
import { isIdentifier, pythonInteger } from './python-names.ts'

/** What a group needs of the rest of the parser. */
export interface Parser {
  readonly source: PatternSource
  readonly state: ParseState
  readonly parseChoice: (flags: Flags) => Node
  readonly parseSequence: (flags: Flags) => Node
}

/** A group's node, or the flags that (?flags) sets from here on, or nothing for a comment. */
export type GroupResult = { readonly node: Node } | { readonly flags: Flags } | undefined

/** Reads a group; '(' is taken already. `atStart`: nothing stands before it in the whole pattern. */
export function parseGroup(parser: Parser, flags: Flags, atStart: boolean): GroupResult {
  const { source } = parser
  const start = source.position - 1
  if (!source.takeIf('?')) return { node: captured(parser, flags, start, undefined) }
  const char = source.take()
  if (char === undefined) throw source.error('unexpected end of pattern')
  if (char === 'P') return { node: parsePythonGroup(parser, flags, start) }
  if (char === ':') return { node: { kind: 'sequence', items: [body(parser, flags, start)] } }
  if (char === '#') return skipComment(source, start)
  if (char === '=' || char === '!' || char === '<') return { node: parseLook(parser, flags, start, char) }
  if (char === '(') return { node: parseConditional(parser, flags, start) }
  if (char === '>') return { node: { kind: 'atomic', body: body(parser, flags, start) } }
  if (isFlag(char) || char === '-') return parseFlagGroup(parser, flags, start, char, atStart)
  throw source.error(`unknown extension ?${char}`, char.length + 1)
}

function body(parser: Parser, flags: Flags, start: number): Node {
  const node = parser.parseChoice(flags)
  closeParenthesis(parser.source, start)
  return node
}

function closeParenthesis(source: PatternSource, start: number): void {
  if (!source.takeIf(')')) throw source.error('missing ), unterminated subpattern', source.position - start)
}

function captured(parser: Parser, flags: Flags, start: number, name: string | undefined): Node {
  const { source, state } = parser
  const number = state.openGroup(source, name)
  const content = body(parser, flags, start)
  state.groupWidths.set(number, widthOf(content, state.groupWidths))
  return { kind: 'group', number, body: content }
}

function parsePythonGroup(parser: Parser, flags: Flags, start: number): Node {
  const { source } = parser
  if (source.takeIf('<')) {
    const name = source.takeUntil('>', 'group name')
    checkName(source, name)
    return captured(parser, flags, start, name)
  }
  if (source.takeIf('=')) return parseNamedReference(parser, flags)
  const char = source.take()
  if (char === undefined) throw source.error('unexpected end of pattern')
  throw source.error(`unknown extension ?P${char}`, char.length + 2)
}

function parseNamedReference({ source, state }: Parser, flags: Flags): Node {
  const name = source.takeUntil(')', 'group name')
  checkName(source, name)
  const group = state.groupNames.get(name)
  if (group === undefined) throw source.error(`unknown group name '${name}'`, name.length + 1)
  if (!state.isClosed(group)) throw source.error('cannot refer to an open group', name.length + 1)
  state.checkLookBehind(source, group)
  return { kind: 'reference', group, fold: foldOf(flags) }
}

function checkName(source: PatternSource, name: string): void {
  if (!isIdentifier(name)) throw source.error(`bad character in group name '${name}'`, name.length + 1)
}

function skipComment(source: PatternSource, start: number): undefined {
  while (source.next !== undefined) if (source.take() === ')') return undefined
  throw source.error('missing ), unterminated comment', source.position - start)
}

function parseLook(parser: Parser, flags: Flags, start: number, first: '=' | '!' | '<'): Node {
  const { source, state } = parser
  const behind = first === '<'
  const sign = behind ? source.take() : first
  if (sign === undefined) throw source.error('unexpected end of pattern')
  if (sign !== '=' && sign !== '!') throw source.error(`unknown extension ?<${sign}`, sign.length + 2)
  const outermost = behind && state.groupsBeforeLookBehind === undefined
  if (outermost) state.groupsBeforeLookBehind = state.groupCount + 1
  const content = parser.parseChoice(flags)
  if (outermost) state.groupsBeforeLookBehind = undefined
  closeParenthesis(source, start)
  if (behind) {
    const { least, most } = widthOf(content, state.groupWidths)
    if (least !== most)
      throw source.error('look-behind requires fixed-width pattern', source.position - start)
  }
  return { kind: 'look', behind, negative: sign === '!', body: content }
}

function parseConditional(parser: Parser, flags: Flags, start: number): Node {
  const { source, state } = parser
  const name = source.takeUntil(')', 'group name')
  const group = isIdentifier(name) ? state.groupNames.get(name) : numberedGroup(source, name)
  if (group === undefined) throw source.error(`unknown group name '${name}'`, name.length + 1)
  if (!isIdentifier(name) && !state.conditionals.has(group)) {
    state.conditionals.set(group, source.position - name.length - 1)
  }
  state.checkLookBehind(source, group)
  const yes = parser.parseSequence(flags)
  const no = source.takeIf('|') ? parser.parseSequence(flags) : undefined
  if (source.next === '|') throw source.error('conditional backref with more than two branches')
  closeParenthesis(source, start)
  return { kind: 'conditional', group, yes, no }
}

function numberedGroup(source: PatternSource, name: string): number {
  const group = pythonInteger(name)
  if (group === undefined || group < 0) {
    throw source.error(`bad character in group name '${name}'`, name.length + 1)
  }
  if (group === 0) throw source.error('bad group number', name.length + 1)
  return group
}

function parseFlagGroup(
  parser: Parser,
  flags: Flags,
  start: number,
  first: string,
  atStart: boolean,
): GroupResult {
  const { source } = parser
  const change = parseFlags(source, first)
  const changed = changeFlags(flags, change)
  if (!change.global) return { node: { kind: 'sequence', items: [body(parser, changed, start)] } }
  if (!atStart) {
    throw source.error('global flags not at the start of the expression', source.position - start)
  }
  for (const flag of change.on) {
    if ('au'.includes(flag) && !parser.state.typeFlags.includes(flag)) parser.state.typeFlags += flag
  }
  return { flags: changed }
}
