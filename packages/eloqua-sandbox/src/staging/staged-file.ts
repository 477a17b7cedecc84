/** A row as it was sent: its values by key; undefined for what is no row at all. */
export type StagedRow = Readonly<Record<string, string>> | undefined

/** One body sent to a definition's `/data`. */
export interface StagedFile {
  readonly rows: readonly StagedRow[]
  readonly bytes: number
}
