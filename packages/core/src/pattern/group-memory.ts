/** Raised inside when a pattern has no finite set of states; the caller then tries another way of matching. */
export class NotRegular extends Error {
  readonly position: number | undefined

  constructor(reason: string, position?: number) {
    super(reason)
    this.position = position
  }
}

/**
 * What the path so far says of one group. `open` counts the characters since it began; `closed` knows its width and
 * how far back its last repetition ended; `content` knows the one character that it holds.
 */
export type GroupRecord =
  | { readonly is: 'open'; readonly taken: number; readonly wasSet: boolean }
  | { readonly is: 'closed'; readonly width: number; readonly gap: number }
  | { readonly is: 'content'; readonly code: number }
  | { readonly is: 'set' }
  | { readonly is: 'lost' }

/** Beyond this many characters a group's place is given up: each distance costs a copy of the states. */
const farthest = 64

/** The records of the groups that later parts ask about; one object for each distinct content. */
export class GroupMemory {
  static readonly #known = new Map<string, GroupMemory>()
  static readonly empty: GroupMemory = GroupMemory.#of(new Map())

  readonly key: string
  readonly #records: ReadonlyMap<number, GroupRecord>

  private constructor(records: ReadonlyMap<number, GroupRecord>, key: string) {
    this.#records = records
    this.key = key
  }

  static #of(records: ReadonlyMap<number, GroupRecord>): GroupMemory {
    const key = JSON.stringify([...records].sort((a, b) => a[0] - b[0]))
    const known = GroupMemory.#known.get(key)
    if (known !== undefined) return known
    const memory = new GroupMemory(records, key)
    if (GroupMemory.#known.size > 20_000) GroupMemory.#known.clear()
    GroupMemory.#known.set(key, memory)
    return memory
  }

  get(group: number): GroupRecord | undefined {
    return this.#records.get(group)
  }

  with(group: number, record: GroupRecord): GroupMemory {
    return GroupMemory.#of(new Map(this.#records).set(group, record))
  }

  /** Keeps only the groups that are still asked about. */
  keep(groups: ReadonlySet<number>): GroupMemory {
    if ([...this.#records.keys()].every((group) => groups.has(group))) return this
    return GroupMemory.#of(new Map([...this.#records].filter(([group]) => groups.has(group))))
  }

  /** The memory after one more character. */
  afterCharacter(): GroupMemory {
    if (this.#records.size === 0) return this
    const records = new Map<number, GroupRecord>()
    for (const [group, record] of this.#records) records.set(group, oneFurther(record))
    return GroupMemory.#of(records)
  }
}

function oneFurther(record: GroupRecord): GroupRecord {
  if (record.is === 'open') {
    return record.taken < farthest ? { ...record, taken: record.taken + 1 } : { is: 'lost' }
  }
  if (record.is !== 'closed') return record
  return record.gap + record.width < farthest ? { ...record, gap: record.gap + 1 } : { is: 'lost' }
}
