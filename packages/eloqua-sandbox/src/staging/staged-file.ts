/** A row as it was sent: its values by key; undefined for what is no row at all. */
export type StagedRow = Readonly<Record<string, string>> | undefined

/** A row among others of its body: values in the order of the keys, null where it lacks one; 0 is no row at all. */
type PackedRow = (string | null)[] | 0

/**
 * One body sent to a definition's `/data`. Its rows are kept as text without their keys, in pieces that are read one by one: as
 * objects they would take several times the space.
 */
export class StagedFile {
  readonly #places = new Map<string, number>()
  readonly #pieces: Buffer[] = []
  #size = 0

  /** Number of rows. */
  get size(): number {
    return this.#size
  }

  /** Keys that any row has. */
  get keys(): ReadonlySet<string> {
    return new Set(this.#places.keys())
  }

  add(rows: readonly StagedRow[]): void {
    this.#pieces.push(Buffer.from(JSON.stringify(rows.map((row) => this.#pack(row)))))
    this.#size += rows.length
  }

  /** The rows in the order in which they came, read anew each time. */
  *rows(): Generator<StagedRow> {
    const keys = [...this.#places.keys()]
    for (const piece of this.#pieces) {
      const rows: PackedRow[] = JSON.parse(piece.toString('utf8'))
      for (const row of rows) yield unpack(row, keys)
    }
  }

  #pack(row: StagedRow): PackedRow {
    if (row === undefined) return 0
    const values: (string | null)[] = Array.from({ length: this.#places.size }, () => null)
    for (const [key, value] of Object.entries(row)) {
      const place = this.#places.get(key) ?? this.#places.size
      this.#places.set(key, place)
      values[place] = value
    }
    return values
  }
}

function unpack(values: PackedRow, keys: readonly string[]): StagedRow {
  if (values === 0) return undefined
  const row: Record<string, string> = {}
  for (const [place, value] of values.entries()) {
    const key = keys[place]
    if (key !== undefined && value !== null) row[key] = value
  }
  return row
}
