import { anything, type First, firstOf, join } from '../tree/first-set.ts'
import { isAnchored } from '../tree/is-anchored.ts'
import { groupsIn, joinGroups, noGroups, referencedGroups } from '../tree/referenced-groups.ts'
import type { Look, Node, Repeat, SyntaxTree } from '../tree/syntax-tree.ts'
import { widthOf } from '../tree/width.ts'
import { CharSet } from '../unicode/char-set.ts'
import { ChoiceOptions } from './choice-options.ts'
import {
  action,
  foldNumbers,
  type Instruction,
  type KeyPart,
  type Program,
  unlimited,
} from './instruction.ts'
import { keyOf } from './key-parts.ts'
import { placeNumbers } from './place-test.ts'

/** What follows a part of the pattern: where, with which characters it can begin, and which groups it asks about. */
interface Tail {
  readonly at: number
  readonly first: First
  readonly asks: ReadonlySet<number>
}

/** The program of a pattern. */
export function compileProgram(tree: SyntaxTree): Program {
  return new ProgramCompiler(tree).program(tree.root)
}

/** Compiles from the end to the start, so that every part knows what follows it. */
class ProgramCompiler {
  readonly #instructions: Instruction[] = []
  readonly #tree: SyntaxTree
  readonly #groups: ReadonlyMap<number, Node>
  #registers: number
  /** The sets that runs take, with their numbers. */
  readonly #runSets = new Map<CharSet, number>()
  /** The loops around the part being compiled. */
  #loops: readonly KeyPart[] = []

  constructor(tree: SyntaxTree) {
    this.#tree = tree
    this.#groups = groupsIn(tree.root)
    this.#registers = 2 * (tree.groupCount + 1)
  }

  program(root: Node): Program {
    const end = this.#add({ action: action.accept })
    const start = this.#compile(root, { at: end, first: anything, asks: noGroups })
    return {
      instructions: this.#instructions,
      start: start.at,
      registers: this.#registers,
      runs: this.#runSets.size,
      first: start.first.nullable ? undefined : start.first,
      anchored: isAnchored(root),
    }
  }

  #add(parts: Omit<Partial<Instruction>, 'at'> & { readonly action: number }): number {
    const at = this.#instructions.length
    this.#instructions.push({ ...blank, ...parts, at })
    return at
  }

  #register(count = 1): number {
    this.#registers += count
    return this.#registers - count
  }

  #compile(node: Node, tail: Tail): Tail {
    const first = join(firstOf(node), tail.first)
    const asks = joinGroups(referencedGroups(node), tail.asks)
    return { at: this.#emit(node, tail, asks), first, asks }
  }

  #emit(node: Node, tail: Tail, asks: ReadonlySet<number>): number {
    const next = tail.at
    switch (node.kind) {
      case 'character':
        return this.#add({ action: action.character, next, takes: node.set })
      case 'place':
        return this.#add({ action: action.place, next, detail: placeNumbers.indexOf(placeKey(node)) })
      case 'sequence':
        return node.items.reduceRight((rest, item) => this.#compile(item, rest), tail).at
      case 'choice':
        return this.#choice(
          node.options.map((option) => this.#compile(option, tail)),
          asks,
        )
      case 'repeat':
        return this.#repeat(node, tail, asks)
      case 'group': {
        const end = this.#add({ action: action.save, next, register: 2 * node.number + 1 })
        const body = this.#compile(node.body, { ...tail, at: end })
        return this.#add({ action: action.save, next: body.at, register: 2 * node.number })
      }
      case 'atomic': {
        // It goes its own way, whatever follows: nothing in it may look there.
        const register = this.#register()
        const at = this.#add({ action: action.endAtomic, next, register })
        const body = this.#compile(node.body, { at, first: anything, asks: noGroups })
        return this.#add({ action: action.atomic, next: body.at, register })
      }
      case 'look':
        return this.#look(node, next)
      case 'reference': {
        const detail = foldNumbers.indexOf(node.fold)
        return this.#add({ action: action.reference, next, register: 2 * node.group, detail })
      }
      case 'conditional': {
        const yes = this.#compile(node.yes, tail).at
        const other = node.no === undefined ? next : this.#compile(node.no, tail).at
        return this.#add({ action: action.condition, next: yes, other, register: 2 * node.group })
      }
    }
  }

  #choice(options: readonly Tail[], asks: ReadonlySet<number>): number {
    const ways = new ChoiceOptions(options)
    return this.#add({ action: action.choice, options: ways, key: this.#key(asks) })
  }

  #repeat(node: Repeat, tail: Tail, asks: ReadonlySet<number>): number {
    const { body, most, mode } = node
    if (most === 0) return tail.at
    if (body.kind === 'character') return this.#run(node, body.set, tail)
    if (mode === 'possessive') {
      const round: Node = { kind: 'atomic', body }
      return this.#compile({ kind: 'atomic', body: { ...node, mode: 'greedy', body: round } }, tail).at
    }
    const register = this.#register(2)
    const outer = this.#loops
    this.#loops = [...outer, ...this.#loopKey(node, register)]
    const rounds = { register, ...boundsOf(node) }
    const at = this.#add({ action: action.loop, ...rounds, next: tail.at, key: this.#key(asks) })
    const again = join({ ...firstOf(body), nullable: true }, tail.first)
    const inside = this.#compile(body, { at, first: again, asks })
    this.#loops = outer
    this.#instructions[at] = { ...(this.#instructions[at] as Instruction), other: inside.at }
    return this.#add({ action: action.beginLoop, next: at, register })
  }

  /** Rounds beyond the required ones are alike when nothing limits them; the last place matters after empty rounds. */
  #loopKey({ body, least, most }: Repeat, register: number): KeyPart[] {
    const cap = most === Number.POSITIVE_INFINITY ? least : most
    const counter = { register, cap, isCharacter: false }
    const mayBeEmpty = widthOf(body, this.#tree.groupWidths).least === 0
    return mayBeEmpty ? [counter, { ...counter, register: register + 1, cap: unlimited }] : [counter]
  }

  #run(node: Repeat, set: CharSet, { at: next, first, asks }: Tail): number {
    const longestOnly = node.mode === 'possessive' || (!first.nullable && first.set.isDisjointFrom(set))
    const stops = first.nullable ? undefined : first
    return this.#add({
      action: action.run,
      next,
      ...boundsOf(node),
      longestOnly,
      stops,
      takes: set,
      detail: this.#runNumber(set),
      echoes: this.#echoAt(next),
      key: this.#key(asks),
    })
  }

  #key(referenced: ReadonlySet<number>): readonly KeyPart[] {
    return keyOf(referenced, this.#groups, this.#loops)
  }

  #runNumber(set: CharSet): number {
    const number = this.#runSets.get(set) ?? this.#runSets.size
    this.#runSets.set(set, number)
    return number
  }

  #echoAt(next: number): number {
    const end = this.#instructions[next]
    const reference = end?.action === action.save ? this.#instructions[end.next] : undefined
    const isOwn = reference?.action === action.reference && reference.register + 1 === end?.register
    return isOwn ? reference.register : -1
  }

  /** Where a look-around ends matters to nobody, and what follows it cannot change its answer. */
  #look({ behind, negative, body }: Look, next: number): number {
    const register = this.#register(2)
    const ending = negative ? action.endLookNot : action.endLook
    const at = this.#add({ action: ending, next, register })
    const inside = this.#compile(body, { at, first: anything, asks: noGroups })
    const detail = behind ? widthOf(body, this.#tree.groupWidths).least : 0
    const beginning = negative ? action.lookNot : action.look
    return this.#add({ action: beginning, next, other: inside.at, register, detail })
  }
}

const blank: Instruction = {
  action: action.accept,
  at: 0,
  next: 0,
  other: 0,
  register: 0,
  least: 0,
  most: 0,
  lazy: false,
  longestOnly: false,
  takes: CharSet.empty,
  stops: undefined,
  echoes: -1,
  options: new ChoiceOptions([]),
  detail: 0,
  key: [],
}

function boundsOf({ least, most, mode }: Repeat): Pick<Instruction, 'least' | 'most' | 'lazy'> {
  return { least: Math.min(least, unlimited), most: Math.min(most, unlimited), lazy: mode === 'lazy' }
}

function placeKey({ at, ascii }: Extract<Node, { kind: 'place' }>): string {
  return ascii && at.toLowerCase().endsWith('boundary') ? `ascii ${at}` : at
}
