/** What a text must have for a rule to be worth trying. A prefilter that says nothing makes the rule a candidate always. */
export interface Prefilter {
  /** All of these stand in every text the rule can hit. */
  readonly contains: readonly string[]
  /** The UTF-16 code units that such a text can begin with; undefined when it can begin with any or be empty. */
  readonly beginsWith: ReadonlySet<number> | undefined
}

/** In lists up to this length the first character alone separates rules well enough, and costs nothing. */
const shortList = 64

/**
 * Finds the few rules of a list that are worth trying on a text, however long the list is: each rule is filed under
 * the characters it can begin with, or under the rarest piece (up to three characters) of what it needs, for which
 * the text is walked once.
 */
export class CandidateIndex {
  readonly #fold: (text: string) => string
  readonly #prefilters: readonly Prefilter[]
  /** Rules that the first character does not separate from others. */
  readonly #always: number[] = []
  /** All rules that a first character leaves, those of `#always` among them. */
  readonly #byFirstUnit: ReadonlyMap<number, readonly number[]>
  readonly #files: number[][] = []
  readonly #fileOfHash: Int32Array
  readonly #mask: number
  readonly #pieceLengths: readonly [boolean, boolean, boolean]
  #lastSeen: Int32Array
  #query = 0
  readonly #found: number[] = []

  /** `fold` gives the form of a text in which `contains` is written, where that is not its own. */
  constructor(prefilters: readonly Prefilter[], fold: (text: string) => string = itself) {
    this.#fold = fold
    this.#prefilters = prefilters
    const pieces = choosePieces(prefilters)
    this.#mask = 2 ** Math.ceil(Math.log2(64 + 8 * prefilters.length)) - 1
    this.#fileOfHash = new Int32Array(this.#mask + 1).fill(-1)
    const byFirstUnit = new Map<number, number[]>()
    for (const [position, prefilter] of prefilters.entries()) {
      const piece = pieces[position]
      if (piece !== undefined) this.#fileUnderPiece(piece, position)
      else if (prefilter.beginsWith !== undefined)
        fileUnderFirstUnits(byFirstUnit, prefilter.beginsWith, position)
      else this.#always.push(position)
    }
    for (const positions of byFirstUnit.values()) {
      for (const position of this.#always) positions.push(position)
      positions.sort((left, right) => left - right)
    }
    this.#byFirstUnit = byFirstUnit
    const lengths = new Set(pieces.map((piece) => piece?.length))
    this.#pieceLengths = [lengths.has(1), lengths.has(2), lengths.has(3)]
    this.#lastSeen = new Int32Array(this.#files.length)
  }

  /** Positions of the rules worth trying on the text, ascending. The list is good until the next call. */
  candidates(text: string): readonly number[] {
    const byFirst = this.#byFirstUnit.get(text.charCodeAt(0)) ?? this.#always
    if (this.#files.length === 0) return byFirst
    const found = this.#found
    found.length = 0
    for (const position of byFirst) found.push(position)
    this.#walk(this.#fold(text))
    if (found.length > byFirst.length) sortAndDeduplicate(found)
    return found
  }

  #walk(text: string): void {
    const [ones, twos, threes] = this.#pieceLengths
    if (this.#query === 0x7fffffff) this.#forgetQueries()
    this.#query += 1
    let beforeLast = 0
    let last = 0
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index)
      if (threes && index > 1) this.#take(hashOf(hashOf(beforeLast, last), unit), text)
      if (twos && index > 0) this.#take(hashOf(last, unit), text)
      if (ones) this.#take(unit, text)
      beforeLast = last
      last = unit
    }
  }

  /** Takes the rules under a piece that the text has, those that find all they need in it. */
  #take(hash: number, text: string): void {
    const file = this.#fileOfHash[hash & this.#mask] ?? -1
    if (file < 0 || this.#lastSeen[file] === this.#query) return
    this.#lastSeen[file] = this.#query
    for (const position of this.#files[file] ?? []) {
      if (containsAll(text, (this.#prefilters[position] as Prefilter).contains)) this.#found.push(position)
    }
  }

  #forgetQueries(): void {
    this.#lastSeen = new Int32Array(this.#files.length)
    this.#query = 0
  }

  #fileUnderPiece(piece: string, position: number): void {
    const slot = hashOfPiece(piece) & this.#mask
    const known = this.#fileOfHash[slot] ?? -1
    if (known >= 0) this.#files[known]?.push(position)
    else this.#fileOfHash[slot] = this.#files.push([position]) - 1
  }
}

function fileUnderFirstUnits(
  files: Map<number, number[]>,
  units: ReadonlySet<number>,
  position: number,
): void {
  for (const unit of units) {
    const known = files.get(unit)
    if (known === undefined) files.set(unit, [position])
    else known.push(position)
  }
}

function containsAll(text: string, parts: readonly string[]): boolean {
  for (const part of parts) if (!text.includes(part)) return false
  return true
}

function itself(text: string): string {
  return text
}

const pieceLength = 3

function hashOf(left: number, right: number): number {
  return Math.imul(left, 0x9e3779b1) + right
}

function hashOfPiece(piece: string): number {
  const [first, second, third] = [piece.charCodeAt(0), piece.charCodeAt(1), piece.charCodeAt(2)]
  if (piece.length === 1) return first
  return piece.length === 2 ? hashOf(first, second) : hashOf(hashOf(first, second), third)
}

/** For each rule the piece to file it under: the one that fewest rules need; undefined when it has none. */
function choosePieces(prefilters: readonly Prefilter[]): (string | undefined)[] {
  const pieces = prefilters.map((prefilter) => prefilter.contains.flatMap(piecesOf))
  const users = new Map<string, number>()
  for (const piece of pieces.flat()) users.set(piece, (users.get(piece) ?? 0) + 1)
  return prefilters.map(({ beginsWith }, position) => {
    const own = pieces[position] ?? []
    const longest = own.reduce((length, piece) => Math.max(length, piece.length), 0)
    const prefersFirst = longest < pieceLength || prefilters.length <= shortList
    if (prefersFirst && beginsWith !== undefined) return undefined
    const [rarest] = own
      .filter((piece) => piece.length === longest)
      .toSorted((left, right) => (users.get(left) ?? 0) - (users.get(right) ?? 0))
    return rarest
  })
}

function piecesOf(literal: string): string[] {
  if (literal.length <= pieceLength) return literal === '' ? [] : [literal]
  return Array.from({ length: literal.length - pieceLength + 1 }, (_, start) =>
    literal.slice(start, start + pieceLength),
  )
}

/** Insertion sort: candidates are few, and come in runs that are sorted already. */
function sortAndDeduplicate(positions: number[]): void {
  let kept = 0
  for (const position of positions) {
    let slot = kept
    while (slot > 0 && (positions[slot - 1] as number) > position) slot -= 1
    if (slot > 0 && positions[slot - 1] === position) continue
    for (let moved = kept; moved > slot; moved -= 1) positions[moved] = positions[moved - 1] as number
    positions[slot] = position
    kept += 1
  }
  positions.length = kept
}
