import { askedGroups } from './asked-groups.ts'
import type { Look, Node, OneCharacter, Place, Repeat } from './syntax-tree.ts'
import { asciiClasses, unicodeClasses } from './unicode-classes.ts'

type Follow = (place: number) => boolean

/** One round of a repeat being tried: where it began, where its body can end, and which of these were tried. */
interface Round {
  readonly place: number
  readonly done: number
  ends: readonly number[] | undefined
  tried: number
  left: boolean
}

/** Tries the ways through small parts of a pattern one after another, in Python's order. */
export class PartMatcher {
  /** Whether the group's text stands at a place, for references. */
  echo: Follow = () => false
  echoLength = 0
  readonly #codes: Int32Array
  readonly #marks: Int32Array
  readonly #looksAhead: (look: Look, place: number) => boolean
  /** Places at which a repeat with a reference failed before, for the group's present text. */
  readonly #failed = new Set<number>()

  constructor(codes: Int32Array, marks: Int32Array, looksAhead: (look: Look, place: number) => boolean) {
    this.#codes = codes
    this.#marks = marks
    this.#looksAhead = looksAhead
  }

  /** To be called when the group's text changes. */
  forget(): void {
    if (this.#failed.size > 0) this.#failed.clear()
  }

  /** Matches parts in a row; `follow` decides about each way's end. */
  all(items: readonly Node[], place: number, follow: Follow, from = 0): boolean {
    const item = items[from]
    if (item === undefined) return follow(place)
    return this.#one(item, place, (next) => this.all(items, next, follow, from + 1))
  }

  takes(node: OneCharacter, place: number): boolean {
    return place < this.#codes.length && node.set.has(this.#codes[place] as number)
  }

  #one(node: Node, place: number, follow: Follow): boolean {
    switch (node.kind) {
      case 'character':
        return this.takes(node, place) && follow(place + 1)
      case 'place':
        return this.#holds(node, place) && follow(place)
      case 'look':
        return this.#looksAhead(node, place) && follow(place)
      case 'reference':
        return this.echo(place) && follow(place + this.echoLength)
      case 'sequence':
        return this.all(node.items, place, follow)
      case 'choice':
        return node.options.some((option) => this.#one(option, place, follow))
      case 'group':
        return this.#marked(2 * node.number, place, () =>
          this.#one(node.body, place, (end) => this.#marked(2 * node.number + 1, end, () => follow(end))),
        )
      case 'repeat':
        return this.#rounds(node, place, follow)
      default:
        return false
    }
  }

  /** A repeat whose rounds capture nothing goes without nesting: it may have thousands of them. */
  #rounds(node: Repeat, place: number, follow: Follow): boolean {
    if (node.body.kind === 'character') return this.#run(node, node.body, place, follow)
    const remembers = askedGroups(node.body).size > 0
    const stack: Round[] = [{ place, done: 0, ends: undefined, tried: 0, left: false }]
    const leave = (round: Round) => {
      round.left = true
      return round.done >= node.least && follow(round.place)
    }
    for (let round = stack.at(-1); round !== undefined; round = stack.at(-1)) {
      if (node.mode === 'lazy' && !round.left && leave(round)) return true
      round.ends ??= round.done < node.most ? this.#endsOf(node.body, round.place) : []
      const next = round.ends[round.tried++]
      if (next !== undefined) {
        const failed = remembers && this.#failed.has(this.#roundKey(node, round.done + 1, next))
        if (!failed) stack.push({ place: next, done: round.done + 1, ends: undefined, tried: 0, left: false })
        continue
      }
      if (!round.left && leave(round)) return true
      if (remembers) this.#failed.add(this.#roundKey(node, round.done, round.place))
      stack.pop()
    }
    return false
  }

  #run({ least, most, mode }: Repeat, body: OneCharacter, place: number, follow: Follow): boolean {
    let longest = 0
    while (longest < most && this.takes(body, place + longest)) longest++
    if (mode === 'lazy') {
      for (let count = least; count <= longest; count++) if (follow(place + count)) return true
    } else {
      for (let count = longest; count >= least; count--) if (follow(place + count)) return true
    }
    return false
  }

  /** Rounds beyond the required ones are alike when there is no limit to them. */
  #roundKey({ least, most }: Repeat, done: number, place: number): number {
    const rounds = most === Number.POSITIVE_INFINITY ? Math.min(done, least + 1) : done
    return rounds * (this.#codes.length + 1) + place
  }

  #endsOf(node: Node, place: number): number[] {
    const ends: number[] = []
    this.#one(node, place, (end) => {
      if (!ends.includes(end)) ends.push(end)
      return false
    })
    return ends
  }

  #marked(slot: number, place: number, follow: () => boolean): boolean {
    const old = this.#marks[slot] as number
    this.#marks[slot] = place
    if (follow()) return true
    this.#marks[slot] = old
    return false
  }

  #holds({ at, ascii }: Place, place: number): boolean {
    const codes = this.#codes
    const { length } = codes
    if (at === 'start') return place === 0
    if (at === 'lineStart') return place === 0 || codes[place - 1] === 10
    if (at === 'textEnd') return place === length
    if (at === 'lineEnd') return place === length || codes[place] === 10
    if (at === 'end') return place === length || (place === length - 1 && codes[place] === 10)
    const { word } = ascii ? asciiClasses : unicodeClasses
    const was = place > 0 && word.has(codes[place - 1] as number)
    const is = place < length && word.has(codes[place] as number)
    return length > 0 && (was !== is) === (at === 'boundary')
  }
}
