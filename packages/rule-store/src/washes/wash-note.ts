/** A change of a field by a wash, without its values: those stand in the history. */
export interface NotedChange {
  readonly field: string
  /** Collection of the rule, or what else changed the field. */
  readonly ruleType: string
  /** `_id` of the rule as text; undefined when no rule did it (copies, functions). */
  readonly ruleId: string | undefined
  /** Position of the rule in its collection; not kept. */
  readonly ruleIndex?: number | undefined
}

/** What one wash did, beside its history. */
export interface WashNote {
  /** The `key` of its history entry. It begins with the item's id and a colon. */
  readonly key: string
  /** What identifies the contact in its history. */
  readonly contact: unknown
  /** In the order in which they were made. */
  readonly changes: readonly NotedChange[]
}

/** What the washes of a batch have in common. */
export interface WashFacts {
  /** The run that washed. */
  readonly run: string
  /** Version of the rules: that of their snapshot. */
  readonly rules: string
  readonly at: Date
}

/** Fields that a wash changed and no import wrote, as Eloqua held a newer value. */
export interface SupersededNote {
  /** That of the {@link WashNote}. */
  readonly key: string
  readonly fields: readonly string[]
}

/** A wash as it is kept. */
export interface NotedWash extends WashFacts {
  readonly key: string
  /** `_id` of the contactHistory document of this wash, 24 hex digits. */
  readonly historyId: string
  readonly contact: unknown
  readonly changes: readonly Omit<NotedChange, 'ruleIndex'>[]
  /** Fields whose change was not imported, as Eloqua held a newer value. */
  readonly superseded?: readonly string[]
}

/** A document of `washes`. */
export interface WashDocument extends WashFacts {
  readonly _id: string
  /** Only in a masked copy, where the history's `_id` is no longer made of this one. */
  readonly historyId?: string
  readonly contact: unknown
  readonly changes: readonly { readonly field: string; readonly ruleType: string; readonly ruleId?: string }[]
  readonly superseded?: readonly string[]
}

/** How long it is known which rule and which run made a change. */
export const washesKeptDays = 90

export const washesName = 'washes'
