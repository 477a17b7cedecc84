import { controlEscapes, decimalDigits, octalDigits, octalValue } from './parse/parse-escape.ts'
import { PatternSource } from './parse/pattern-source.ts'
import { isIdentifier, pythonInteger } from './parse/python-names.ts'
import { PatternError } from './pattern-error.ts'

/** A Python replacement made ready: plain texts and group numbers in turn. A bad one carries its error instead. */
export interface CompiledTemplate {
  readonly replacement: string
  readonly parts: readonly (string | number)[]
  /** Python raises only on a match: throw this (substitute does) when the rule is used, not when it is loaded. */
  readonly error: PatternError | undefined
}

/** The groups that a replacement may name. */
export interface TemplateGroups {
  readonly groupCount: number
  readonly groupNames: ReadonlyMap<string, number>
}

/** Reads a replacement in Python's template syntax for the groups of a pattern; never throws, see `error`. */
export function compileTemplate(replacement: string, pattern: TemplateGroups): CompiledTemplate {
  try {
    return { replacement, parts: joinTexts(readParts(replacement, pattern)), error: undefined }
  } catch (error) {
    if (error instanceof PatternError) return { replacement, parts: [], error }
    throw error
  }
}

function* readParts(replacement: string, groups: TemplateGroups): IterableIterator<string | number> {
  const source = new PatternSource(replacement, 'TEMPLATE_SYNTAX')
  for (let piece = source.take(); piece !== undefined; piece = source.take()) {
    yield piece.startsWith('\\') ? readEscape(source, piece, groups) : piece
  }
}

function readEscape(source: PatternSource, piece: string, groups: TemplateGroups): string | number {
  const char = piece.slice(1)
  if (char === 'g') return readNamedGroup(source, groups)
  if (char === '0') {
    const code = Number.parseInt(`0${source.takeWhile(2, octalDigits)}`, 8)
    return String.fromCharCode(code & 0xff)
  }
  if (decimalDigits.includes(char)) return readNumber(source, piece, groups)
  const control = controlEscapes.get(piece)
  if (control !== undefined) return String.fromCharCode(control)
  if (/^[A-Za-z]$/.test(char)) throw source.error(`bad escape ${piece}`, piece.length)
  return piece
}

function readNumber(source: PatternSource, first: string, groups: TemplateGroups): string | number {
  const piece = first + source.takeWhile(1, decimalDigits)
  const isOctal = piece.length === 3 && [...piece.slice(1)].every((digit) => octalDigits.includes(digit))
  if (isOctal && source.next !== undefined && octalDigits.includes(source.next)) {
    return String.fromCharCode(octalValue(source, piece + source.take()))
  }
  return checkGroup(source, Number.parseInt(piece.slice(1), 10), piece.length - 1, groups)
}

function readNamedGroup(source: PatternSource, groups: TemplateGroups): number {
  if (!source.takeIf('<')) throw source.error('missing <')
  const name = source.takeUntil('>', 'group name')
  if (isIdentifier(name)) {
    const group = groups.groupNames.get(name)
    if (group === undefined) throw source.error(`unknown group name '${name}'`, name.length + 1)
    return group
  }
  const group = pythonInteger(name)
  if (group === undefined || group < 0) {
    throw source.error(`bad character in group name '${name}'`, name.length + 1)
  }
  return checkGroup(source, group, name.length + 1, groups)
}

function checkGroup(source: PatternSource, group: number, back: number, groups: TemplateGroups): number {
  if (group > groups.groupCount) throw source.error(`invalid group reference ${group}`, back)
  return group
}

function joinTexts(parts: Iterable<string | number>): (string | number)[] {
  const joined: (string | number)[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}
