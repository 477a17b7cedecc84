/** A record and the line it stands on (in a CSV file, where it begins), or what is wrong with that line. */
export type ReadRecord =
  | { readonly record: unknown; readonly line: number; readonly fault?: never }
  | { readonly fault: string; readonly line: number; readonly record?: never }
