type Fields = Readonly<Record<string, string>>

/** What a pack does: records with the fields that become something else, and records that stay as they are. */
export interface Effects {
  readonly changes: readonly (readonly [before: Fields, after: Fields])[]
  readonly keeps: readonly Fields[]
}
