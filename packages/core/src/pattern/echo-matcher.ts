import { everyNode } from './asked-groups.ts'
import { buildStates } from './build-states.ts'
import { commonLengths } from './common-length.ts'
import type { EchoPlan } from './echo-plan.ts'
import { type Fold, lowerCase, withAllCases } from './letter-case.ts'
import { type Found, LinearMatcher } from './linear-matcher.ts'
import { PartMatcher } from './part-matcher.ts'
import { PatternError } from './pattern-error.ts'
import { type Node, sequenceOf } from './syntax-tree.ts'
import type { TextLetters } from './text-letters.ts'

/** Matches a pattern with one long back-reference as an EchoPlan says; see there for why this is quick. */
export class EchoMatcher {
  readonly #plan: EchoPlan
  readonly #rest: LinearMatcher
  /** Matches wherever the whole pattern may, and what follows the group may: references stand for any such group. */
  readonly #mayMatch: LinearMatcher | undefined
  readonly #mayFollow: LinearMatcher | undefined
  readonly #looks = new Map<Node, LinearMatcher>()
  readonly #marks: Int32Array
  readonly #fold: Fold
  #parts: PartMatcher | undefined
  #codes: Int32Array = new Int32Array(0)
  #length = 0
  #runEnds: Int32Array = new Int32Array(0)
  #lengths: { readonly other: number; readonly from: number; readonly same: Int32Array } | undefined

  constructor(plan: EchoPlan, groupCount: number, fold: Fold) {
    this.#plan = plan
    this.#fold = fold
    this.#marks = new Int32Array(2 * (groupCount + 1))
    this.#rest = matcherOf(sequenceOf(plan.rest), groupCount)
    const following = [...plan.echoes.map((echo) => withoutReferences(echo, plan.body)), ...plan.rest]
    this.#mayMatch = guessOf(sequenceOf([...plan.before, plan.body, ...following]))
    this.#mayFollow = guessOf(sequenceOf(following))
    for (const item of [...plan.before, ...plan.echoes]) {
      for (const node of everyNode(item)) {
        if (node.kind === 'look') this.#looks.set(node, matcherOf(node.body, groupCount))
      }
    }
  }

  matchesAtStart(value: string): boolean {
    this.read(value)
    return this.find(0, false) !== undefined
  }

  /** Reads a value for `find`. */
  read(value: string): TextLetters {
    this.#mayMatch?.read(value)
    this.#mayFollow?.read(value)
    for (const look of this.#looks.values()) look.read(value)
    const text = this.#rest.read(value)
    const { length } = text
    this.#length = length
    this.#codes = Int32Array.from({ length }, (_, i) => lowerCase(text.codes[i] as number, this.#fold))
    this.#runEnds = runEnds(text, this.#plan)
    this.#lengths = undefined
    this.#parts = new PartMatcher(text.codes.slice(0, length), this.#marks, (look, place) => {
      const found = this.#looks.get(look)?.isMatchAt(place) ?? false
      return found !== look.negative
    })
    return text
  }

  /** The match that begins at a place of the value read last, if any. */
  find(place: number, nonEmpty: boolean): Found | undefined {
    const parts = this.#parts
    if (parts === undefined || (this.#plan.anchored && place > 0)) return undefined
    if (this.#mayMatch?.isMatchAt(place) === false) return undefined
    this.#marks.fill(-1)
    let end = -1
    parts.all(this.#plan.before, place, (start) =>
      this.#eachEnd(start, (stop) => {
        if (this.#mayFollow?.isMatchAt(stop) === false) return false
        parts.echo = (at) => this.#isEcho(start, stop, at)
        parts.echoLength = stop - start
        parts.forget()
        this.#marks[2 * this.#plan.group] = start
        this.#marks[2 * this.#plan.group + 1] = stop
        return parts.all(this.#plan.echoes, stop, (last) => {
          const found = this.#rest.find(last, nonEmpty && last === place)
          if (found === undefined) return false
          for (const [slot, mark] of found.marks.entries()) if (mark >= 0) this.#marks[slot] = mark
          end = found.end
          return true
        })
      }),
    )
    return end < 0 ? undefined : { end, marks: this.#marks }
  }

  /** Tries the ends of the group in Python's order until one leads to a match. */
  #eachEnd(start: number, follow: (stop: number) => boolean): boolean {
    const { fixed, run, lazy, longestOnly } = this.#plan
    const runStart = start + fixed.length
    if (runStart > this.#length || !fixed.every((one, i) => this.#parts?.takes(one, start + i))) return false
    const longest = Math.min(this.#runEnds[runStart] as number, runStart + run.most)
    const shortest = runStart + run.least
    if (longestOnly) return longest >= shortest && follow(longest)
    if (lazy) {
      for (let stop = shortest; stop <= longest; stop++) if (follow(stop)) return true
    } else {
      for (let stop = longest; stop >= shortest; stop--) if (follow(stop)) return true
    }
    return false
  }

  #isEcho(start: number, stop: number, at: number): boolean {
    const length = stop - start
    return length === 0 || (at + length <= this.#length && this.#sameFrom(start, stop, at) >= length)
  }

  /** How many characters from `at` repeat those from `start`; kept for other ends, or for other starts of the same end. */
  #sameFrom(start: number, stop: number, at: number): number {
    const fixedPlace = this.#plan.anchored ? start : at
    const asked = this.#plan.anchored ? at : start
    const known = this.#lengths
    if (known?.other === fixedPlace && asked >= known.from && asked < known.from + known.same.length) {
      return known.same[asked - known.from] as number
    }
    const to = this.#plan.anchored ? this.#length : stop
    const from = this.#plan.anchored ? start : asked
    const same = commonLengths(this.#codes, this.#length, fixedPlace, from, to)
    this.#lengths = { other: fixedPlace, from, same }
    return same[asked - from] as number
  }
}

function matcherOf(node: Node, groupCount: number): LinearMatcher {
  return new LinearMatcher(buildStates(node, new Map()), groupCount)
}

/** A matcher for what a pattern may match at most; none when that is too dear. */
function guessOf(node: Node): LinearMatcher | undefined {
  try {
    return matcherOf(node, 0)
  } catch (error) {
    if (error instanceof PatternError) return undefined
    throw error
  }
}

/** The part with any text that the group could hold in place of its references, and nothing captured. */
function withoutReferences(node: Node, group: Node): Node {
  const inner = (child: Node) => withoutReferences(child, group)
  switch (node.kind) {
    case 'reference':
      return withAnyCase(group)
    case 'sequence':
      return { ...node, items: node.items.map(inner) }
    case 'choice':
      return { ...node, options: node.options.map(inner) }
    case 'group':
      return inner(node.body)
    case 'repeat':
    case 'look':
      return { ...node, body: inner(node.body) }
    default:
      return node
  }
}

/** The group's body, for every letter that equals one of its own in whatever case. */
function withAnyCase(node: Node): Node {
  if (node.kind === 'character') return { ...node, set: withAllCases(node.set) }
  if (node.kind === 'sequence') return { ...node, items: node.items.map(withAnyCase) }
  if (node.kind === 'repeat') return { ...node, mode: 'greedy', body: withAnyCase(node.body) }
  return node
}

/** For each place, where the run of the plan's set that begins there ends. */
function runEnds({ codes, length }: TextLetters, { run }: EchoPlan): Int32Array {
  const ends = new Int32Array(length + 1)
  ends[length] = length
  for (let i = length - 1; i >= 0; i--)
    ends[i] = run.set.has(codes[i] as number) ? (ends[i + 1] as number) : i
  return ends
}
