/** A record and the line it stands on (in a CSV file, where it begins), or what is wrong with that line. */
export type ReadRecord =
  | {
      readonly record: unknown
      readonly line: number
      readonly fault?: never
      readonly cells?: never
      readonly text?: never
    }
  | ReadFault

/** A line that is no record: a row of CSV that does not fit the header has its values in `cells`, a line that is no JSON is `text`. */
export interface ReadFault {
  readonly fault: string
  readonly line: number
  readonly cells?: readonly string[]
  readonly text?: string
  readonly record?: never
}
