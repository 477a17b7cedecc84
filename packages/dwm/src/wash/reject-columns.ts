/** The columns before the values of a rejected row; a file with them is washed again as if they were not there. */
export const rejectColumns = ['reject_line', 'reject_reason'] as const

/** In JSON Lines, what stood there in place of a record: the values of a row, or a line as it was. */
export const rejectValues = 'reject_values'

/** All keys of a rejected record that are not its own. */
export const rejectKeys: readonly string[] = [...rejectColumns, rejectValues]

export function isRejectColumn(name: string): boolean {
  return rejectKeys.includes(name)
}
