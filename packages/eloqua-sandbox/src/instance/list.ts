import type { Clock } from '../clock.ts'

/** A shared list: members in the order in which they came. */
export class ContactList {
  readonly id: number
  readonly name: string
  readonly createdAt: number
  readonly members = new Set<number>()
  updatedAt: number
  readonly #clock: Clock

  constructor({ id, name, clock }: { id: number; name: string; clock: Clock }) {
    this.id = id
    this.name = name
    this.#clock = clock
    this.createdAt = clock.now()
    this.updatedAt = this.createdAt
  }

  /** How many of the rows were not on it before. */
  add(rows: Iterable<number>): number {
    const before = this.members.size
    for (const row of rows) this.members.add(row)
    return this.#touched(this.members.size - before)
  }

  /** How many of the rows were on it before. */
  remove(rows: Iterable<number>): number {
    const before = this.members.size
    for (const row of rows) this.members.delete(row)
    return this.#touched(before - this.members.size)
  }

  #touched(changes: number): number {
    if (changes > 0) this.updatedAt = this.#clock.now()
    return changes
  }
}
