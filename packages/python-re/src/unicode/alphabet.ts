import { type CharSet, codePointEnd } from './char-set.ts'

/** Code points that no set of a pattern tells apart are one letter of its alphabet, known by number. */
export interface Alphabet {
  /** How many letters there are; this number itself stands for the end of the text. */
  readonly size: number
  /** The letters of code points 0 to 127. */
  readonly ascii: Uint16Array
  letterOf(code: number): number
  /** The letters that make up one of the sets that the alphabet was made for. */
  lettersIn(set: CharSet): readonly number[]
}

export function alphabetOf(sets: Iterable<CharSet>): Alphabet {
  const distinct = [...new Set(sets)]
  const { begins, letters, size, members } = numberSegments(distinct)
  const letterOf = (code: number): number => letters[segmentOf(begins, code)] as number
  return {
    size,
    ascii: Uint16Array.from({ length: 128 }, (_, code) => letterOf(code)),
    letterOf,
    lettersIn: (set) => members.get(set) ?? [],
  }
}

/** Goes along all edges; code points between two edges are in the same sets, which their letter stands for. */
function numberSegments(sets: readonly CharSet[]) {
  const edges = edgesOf(sets)
  const inside = new Int32Array((sets.length >> 5) + 1)
  const known = new Map<number | string, number>()
  const members = new Map<CharSet, number[]>(sets.map((set) => [set, []]))
  const begins: number[] = []
  const letters: number[] = []
  for (
    let i = 0, begin = 0;
    begin < codePointEnd;
    begin = i < edges.length ? edgeAt(edges, i) : codePointEnd
  ) {
    for (; i < edges.length && edgeAt(edges, i) === begin; i++) toggle(inside, (edges[i] as number) % maxSets)
    const key = inside.length === 1 ? (inside[0] as number) : inside.join()
    const letter = known.get(key) ?? known.size
    if (letter === known.size) {
      known.set(key, letter)
      for (const [index, set] of sets.entries()) {
        if (((inside[index >> 5] as number) >> (index & 31)) & 1) members.get(set)?.push(letter)
      }
    }
    if (letter === letters.at(-1)) continue
    begins.push(begin)
    letters.push(letter)
  }
  return { begins: Int32Array.from(begins), letters: Uint16Array.from(letters), size: known.size, members }
}

const maxSets = 65_536

/** Where sets begin or end, ascending, each with the number of its set. */
function edgesOf(sets: readonly CharSet[]): Float64Array {
  const edges: number[] = []
  for (const [index, set] of sets.entries()) for (const edge of set.edges) edges.push(edge * maxSets + index)
  return Float64Array.from(edges).sort()
}

function edgeAt(edges: Float64Array, index: number): number {
  return Math.floor((edges[index] as number) / maxSets)
}

function toggle(inside: Int32Array, set: number): void {
  inside[set >> 5] = (inside[set >> 5] as number) ^ (1 << (set & 31))
}

function segmentOf(begins: Int32Array, code: number): number {
  let low = 0
  let high = begins.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((begins[middle] as number) <= code) low = middle
    else high = middle
  }
  return low
}
