/** The form of a text in which texts that Python's IGNORECASE takes as equal are the same; see `requiredLiterals`. */
export function comparable(text: string): string {
  return text.toUpperCase()
}
