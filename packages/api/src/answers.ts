/** A moment as answers carry it. */
export function iso(at: Date): string {
  return at.toISOString()
}

/** The same for one that may be missing. */
export function isoOrNull(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null
}
