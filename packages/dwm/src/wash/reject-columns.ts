/** The columns before the values of a rejected row; a file with them is washed again as if they were not there. */
export const rejectColumns = ['reject_line', 'reject_reason'] as const

export function isRejectColumn(name: string): boolean {
  return (rejectColumns as readonly string[]).includes(name)
}
