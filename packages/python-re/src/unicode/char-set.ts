const mostKept = 4096

/** Code points below this are looked up in a table. */
export const lowCodes = 256

/** The largest code point and one: the end of every set that goes on for ever. */
export const codePointEnd = 0x110000

/**
 * A set of code points: edges where membership begins and ends in turn, ascending; edges[2k] .. edges[2k+1] - 1 are in.
 * Equal sets are, as a rule, one object with one number, so that patterns share them.
 */
export class CharSet {
  static #known = new Map<number, CharSet[]>()
  static #count = 0

  readonly edges: readonly number[]
  readonly id: number
  /** Membership of the first code points, made when first asked for. */
  #low: Uint8Array | undefined

  private constructor(edges: readonly number[], id: number) {
    this.edges = edges
    this.id = id
  }

  static ofEdges(edges: readonly number[]): CharSet {
    let hash = 17
    for (const edge of edges) hash = (Math.imul(hash, 31) + edge) | 0
    const alike = CharSet.#known.get(hash) ?? []
    for (const set of alike) if (sameNumbers(set.edges, edges)) return set
    const set = new CharSet(edges, CharSet.#count++)
    if (CharSet.#known.size >= mostKept) CharSet.#known.clear()
    CharSet.#known.set(hash, [...alike, set])
    return set
  }

  static readonly empty: CharSet = CharSet.ofEdges([])
  static readonly all: CharSet = CharSet.ofEdges([0, codePointEnd])

  static of(...codes: number[]): CharSet {
    return CharSet.ofRanges(codes.map((code) => [code, code]))
  }

  /** Ranges with both ends in, in any order, overlapping or not. */
  static ofRanges(ranges: Iterable<readonly [number, number]>): CharSet {
    const edges: number[] = []
    for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
      const end = edges.at(-1)
      if (end !== undefined && low <= end) edges[edges.length - 1] = Math.max(end, high + 1)
      else edges.push(low, high + 1)
    }
    return CharSet.ofEdges(edges)
  }

  has(code: number): boolean {
    if (code >= lowCodes) return this.#search(code)
    this.#low ??= this.#membersBelow(lowCodes)
    return this.#low[code] === 1
  }

  #membersBelow(end: number): Uint8Array {
    const members = new Uint8Array(end)
    for (const [low, high] of this.ranges()) {
      if (low >= end) break
      members.fill(1, low, high + 1)
    }
    return members
  }

  #search(code: number): boolean {
    let low = 0
    let high = this.edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.edges[middle] as number) <= code) low = middle + 1
      else high = middle
    }
    return (low & 1) === 1
  }

  *ranges(): IterableIterator<readonly [number, number]> {
    for (let i = 0; i < this.edges.length; i += 2) {
      yield [this.edges[i] as number, (this.edges[i + 1] as number) - 1]
    }
  }

  get size(): number {
    let size = 0
    for (const [low, high] of this.ranges()) size += high - low + 1
    return size
  }

  get isEmpty(): boolean {
    return this.edges.length === 0
  }

  complement(): CharSet {
    const inner = this.edges[0] === 0 ? this.edges.slice(1) : [0, ...this.edges]
    return CharSet.ofEdges(inner.at(-1) === codePointEnd ? inner.slice(0, -1) : [...inner, codePointEnd])
  }

  union(other: CharSet): CharSet {
    if (this.isEmpty) return other
    return other.isEmpty ? this : CharSet.ofRanges([...this.ranges(), ...other.ranges()])
  }

  intersect(other: CharSet): CharSet {
    return this.complement().union(other.complement()).complement()
  }

  isDisjointFrom(other: CharSet): boolean {
    return this.intersect(other).isEmpty
  }
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i])
}
