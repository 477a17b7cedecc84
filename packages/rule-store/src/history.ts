/** One history document to write. */
export interface HistoryEntry {
  /**
   * Names this wash of this record: the same when the wash is repeated after a crash, another one for any other wash,
   * for instance item id, pass and time of entry into the queue. The document's `_id` is made of it.
   */
  readonly key: string
  /** Name of the field that identifies the contact: `histIdField.name` of the config. */
  readonly idField: string
  /** As the engine returns it: changes by field, `timestamp`, `configName`, `_current` and the id field. */
  readonly document: Readonly<Record<string, unknown>>
}

/** What became of a batch of history. */
export interface HistoryReceipt {
  /** The `_id` of each entry's document, as 24 hex digits, in the order of the entries: for `returnHistoryId`. */
  readonly ids: readonly string[]
  /** Entries that an earlier, cut-off attempt had already written. */
  readonly repeated: number
}
