import type { Width } from '../tree/syntax-tree.ts'
import type { Flags } from './flags.ts'
import type { PatternSource } from './pattern-source.ts'

/** What the parser remembers from one part of a pattern to the next. */
export class ParseState {
  /** The flags of the whole pattern; (?flags) at its start changes them. */
  flags: Flags
  /** The letters a and u in the order in which (?a) and (?u) first asked for them. */
  typeFlags = ''
  groupCount = 0
  /** How many groups stand around the part being read. */
  depth = 0
  readonly groupNames = new Map<string, number>()
  /** The widths of the groups that are closed. */
  readonly groupWidths = new Map<number, Width>()
  /** While inside a look-behind: only groups numbered below this may be referred to. */
  groupsBeforeLookBehind: number | undefined
  /** Where each conditional on a numbered group was first seen: the group may come later. */
  readonly conditionals = new Map<number, number>()

  constructor(flags: Flags) {
    this.flags = flags
  }

  openGroup(source: PatternSource, name: string | undefined): number {
    const number = this.groupCount + 1
    if (name !== undefined) {
      const other = this.groupNames.get(name)
      if (other !== undefined) {
        const reason = `redefinition of group name '${name}' as group ${number}; was group ${other}`
        throw source.error(reason, name.length + 1)
      }
      this.groupNames.set(name, number)
    }
    this.groupCount = number
    return number
  }

  isClosed(group: number): boolean {
    return this.groupWidths.has(group)
  }

  /** A reference inside a look-behind must lead to a group that was closed before it. */
  checkLookBehind(source: PatternSource, group: number): void {
    if (this.groupsBeforeLookBehind === undefined) return
    if (!this.isClosed(group)) throw source.error('cannot refer to an open group')
    if (group >= this.groupsBeforeLookBehind) {
      throw source.error('cannot refer to group defined in the same lookbehind subpattern')
    }
  }
}
