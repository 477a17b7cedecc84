const blockBits = 10
const blockSize = 1 << blockBits
const blockMask = blockSize - 1

/** A column as it was at one moment, whatever is written later. */
export interface ColumnView<T> {
  at(row: number): T
}

/**
 * Values of one field of all rows, in blocks that views share until one is written: a view of a column costs a list of
 * blocks, not a copy of its values, so that an export's snapshot of 80,000 rows is nearly free.
 */
export class Column<T> implements ColumnView<T> {
  readonly #blank: T
  #blocks: T[][] = []
  /** blocks that a view may hold too */
  #shared = new Set<number>()

  constructor(blank: T) {
    this.#blank = blank
  }

  at(row: number): T {
    return this.#blocks[row >> blockBits]?.[row & blockMask] ?? this.#blank
  }

  set(row: number, value: T): void {
    const number = row >> blockBits
    while (this.#blocks.length <= number) this.#blocks.push([])
    let block = this.#blocks[number] ?? []
    if (this.#shared.delete(number)) {
      block = [...block]
      this.#blocks[number] = block
    }
    const place = row & blockMask
    while (block.length < place) block.push(this.#blank)
    block[place] = value
  }

  view(): ColumnView<T> {
    const blocks = [...this.#blocks]
    const blank = this.#blank
    for (let number = 0; number < blocks.length; number += 1) this.#shared.add(number)
    return { at: (row) => blocks[row >> blockBits]?.[row & blockMask] ?? blank }
  }
}
