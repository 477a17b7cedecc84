import type { Alphabet } from '../alphabet.ts'
import { buildStates } from '../build-states.ts'
import { isAnchored } from '../cost.ts'
import { LinearMatcher } from '../linear-matcher.ts'
import type { Found, Matcher } from '../matcher.ts'
import { PatternError } from '../pattern-error.ts'
import { groupsIn, referencedGroups } from '../referenced-groups.ts'
import type { Node, SyntaxTree } from '../syntax-tree.ts'
import { readText, type TextLetters } from '../text-letters.ts'
import { Backtracker } from './backtracker.ts'
import { compileProgram } from './compile-program.ts'
import { relaxedTree } from './relaxed-tree.ts'

/** Shorter values are done before a filter would pay. */
const shortestFiltered = 64

/** Matches what no automaton can tell, or only a very large one, by trying; see `Backtracker`. */
export class BacktrackingMatcher implements Matcher {
  readonly #alphabet: Alphabet
  readonly #backtracker: Backtracker
  readonly #anchored: boolean
  /** Knows in linear time where no match can begin. */
  readonly #filter: LinearMatcher | undefined
  #filtered = false

  constructor(tree: SyntaxTree) {
    const { program, alphabet } = compileProgram(tree)
    this.#alphabet = alphabet
    this.#backtracker = new Backtracker(program)
    this.#anchored = isAnchored(tree.root)
    this.#filter = referencedGroups(tree.root).size > 0 ? filterOf(tree.root) : undefined
  }

  matchesAtStart(value: string): boolean {
    this.read(value)
    return this.find(0, false) !== undefined
  }

  read(value: string): TextLetters {
    this.#filtered = this.#filter !== undefined && value.length >= shortestFiltered
    if (this.#filtered) this.#filter?.read(value)
    const text = readText(value, this.#alphabet)
    this.#backtracker.begin(text)
    return text
  }

  find(place: number, nonEmpty: boolean): Found | undefined {
    if (this.#anchored && place > 0) return undefined
    if (this.#filtered && this.#filter?.isMatchAt(place) === false) return undefined
    const end = this.#backtracker.matchAt(place, nonEmpty)
    return end < 0 ? undefined : { end, marks: this.#backtracker.marks }
  }
}

function filterOf(root: Node): LinearMatcher | undefined {
  try {
    return new LinearMatcher(buildStates(relaxedTree(root, groupsIn(root)), new Map()), 0)
  } catch (error) {
    if (error instanceof PatternError || error instanceof RangeError) return undefined
    throw error
  }
}
