/** The largest code point and one: the end of every set that goes on for ever. */
export const codePointEnd = 0x110000

/** A set of code points: edges where membership begins and ends in turn, ascending; edges[2k] .. edges[2k+1] - 1 are in. */
export class CharSet {
  readonly edges: readonly number[]
  readonly key: string

  constructor(edges: readonly number[]) {
    this.edges = edges
    this.key = edges.join(',')
  }

  static readonly empty: CharSet = new CharSet([])
  static readonly all: CharSet = new CharSet([0, codePointEnd])

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
    return new CharSet(edges)
  }

  has(code: number): boolean {
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
    return new CharSet(inner.at(-1) === codePointEnd ? inner.slice(0, -1) : [...inner, codePointEnd])
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
