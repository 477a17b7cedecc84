/** A record and the line it stands on (in a CSV file, where it begins), or what is wrong with that line. */
export type ReadRecord =
  | { readonly record: unknown; readonly line: number; readonly fault?: never; readonly cells?: never }
  | ReadFault

/** A line that is no record. `cells` are its values where it is a row of CSV that does not fit the header. */
export interface ReadFault {
  readonly fault: string
  readonly line: number
  readonly cells?: readonly string[]
  readonly record?: never
}
