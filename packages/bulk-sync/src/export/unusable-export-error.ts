/** An export lacks what everything rests on. Nothing of it is used; a later run exports anew. */
export class UnusableExportError extends Error {
  override readonly name = 'UnusableExportError'
  readonly code = 'EXPORT_UNUSABLE'
  readonly retryable = true
  readonly lacking: string

  /** `lacking`: the columns, and in how many rows, in words. */
  constructor(syncUri: string, lacking: string) {
    super(`the export ${syncUri} cannot be used, it lacks ${lacking}: nothing of it is taken, export anew`)
    this.lacking = lacking
  }
}
