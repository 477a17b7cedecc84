import type { Fold } from '../unicode/letter-case.ts'
import type { PatternSource } from './pattern-source.ts'

/** The flags in force at a place of the pattern. */
export interface Flags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly verbose: boolean
  readonly ascii: boolean
  /** (?t), an old experiment of Python's: forbids repeats. */
  readonly template: boolean
}

/** How every rule is compiled: `re.compile(pattern, re.IGNORECASE)`. */
export const ruleFlags: Flags = {
  ignoreCase: true,
  multiline: false,
  dotAll: false,
  verbose: false,
  ascii: false,
  template: false,
}

export function foldOf(flags: Flags): Fold {
  if (!flags.ignoreCase) return 'none'
  return flags.ascii ? 'ascii' : 'unicode'
}

/** Flags as written in a group: what it turns on and off; `global` when the group is (?flags) alone. */
export interface FlagChange {
  readonly global: boolean
  readonly on: string
  readonly off: string
}

const known = 'iLmsxatu'
const typeFlags = 'aLu'

/** Reads flags after '(?', the first of them (or '-') already taken as `first`. */
export function parseFlags(source: PatternSource, first: string): FlagChange {
  let char: string | undefined = first
  let on = ''
  if (char !== '-') {
    for (;;) {
      on += checkedTypeFlag(source, char, on)
      char = source.take()
      if (char === undefined) throw source.error('missing -, : or )')
      if (')-:'.includes(char)) break
      requireFlag(source, char, 'missing -, : or )')
    }
  }
  if (char === ')') return { global: true, on, off: '' }
  if (on.includes('t')) throw source.error('bad inline flags: cannot turn on global flag', 1)
  const off = char === '-' ? parseFlagsOff(source) : ''
  if (off.includes('t')) throw source.error('bad inline flags: cannot turn off global flag', 1)
  if ([...on].some((flag) => off.includes(flag))) {
    throw source.error('bad inline flags: flag turned on and off', 1)
  }
  return { global: false, on, off }
}

export function isFlag(char: string): boolean {
  return char.length === 1 && known.includes(char)
}

/** The flags after a change; one of a and u drives the other out. */
export function changeFlags(flags: Flags, change: FlagChange): Flags {
  const { on, off } = change
  const pick = (flag: string, before: boolean) => (before || on.includes(flag)) && !off.includes(flag)
  return {
    ignoreCase: pick('i', flags.ignoreCase),
    multiline: pick('m', flags.multiline),
    dotAll: pick('s', flags.dotAll),
    verbose: pick('x', flags.verbose),
    ascii: on.includes('u') && !change.global ? false : pick('a', flags.ascii),
    template: pick('t', flags.template),
  }
}

function parseFlagsOff(source: PatternSource): string {
  let char = source.take()
  if (char === undefined) throw source.error('missing flag')
  requireFlag(source, char, 'missing flag')
  let off = ''
  for (;;) {
    if (typeFlags.includes(char)) {
      throw source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
    }
    off += char
    char = source.take()
    if (char === undefined) throw source.error('missing :')
    if (char === ':') return off
    requireFlag(source, char, 'missing :')
  }
}

function requireFlag(source: PatternSource, char: string, otherwise: string): void {
  if (!isFlag(char)) throw source.error(/^\p{L}/u.test(char) ? 'unknown flag' : otherwise, char.length)
}

function checkedTypeFlag(source: PatternSource, flag: string, before: string): string {
  if (flag === 'L') throw source.error("bad inline flags: cannot use 'L' flag with a str pattern")
  if ((flag === 'a' && before.includes('u')) || (flag === 'u' && before.includes('a'))) {
    throw source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
  }
  return flag
}
