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
  const distinct = [...new Map([...sets].map((set) => [set.key, set])).values()]
  const starts = [...new Set([0, ...distinct.flatMap((set) => set.edges)])].sort((a, b) => a - b)
  if (starts.at(-1) === codePointEnd) starts.pop()
  const { letters, size, members } = numberSegments(distinct, starts)
  const begins = Int32Array.from(starts)
  const letterOf = (code: number): number => letters[segmentOf(begins, code)] as number
  return {
    size,
    ascii: Uint16Array.from({ length: 128 }, (_, code) => letterOf(code)),
    letterOf,
    lettersIn: (set) => members.get(set.key) ?? [],
  }
}

function numberSegments(sets: readonly CharSet[], starts: readonly number[]) {
  const cursors = sets.map(() => 0)
  const known = new Map<string, number>()
  const members = new Map<string, number[]>(sets.map((set) => [set.key, []]))
  const letters = starts.map((start) => {
    let inside = ''
    for (const [i, set] of sets.entries()) {
      let cursor = cursors[i] as number
      while (cursor < set.edges.length && (set.edges[cursor] as number) <= start) cursor++
      cursors[i] = cursor
      inside += cursor & 1
    }
    const letter = known.get(inside) ?? known.size
    if (letter === known.size) {
      known.set(inside, letter)
      for (const [i, set] of sets.entries()) if (inside[i] === '1') members.get(set.key)?.push(letter)
    }
    return letter
  })
  return { letters: Uint16Array.from(letters), size: known.size, members }
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
