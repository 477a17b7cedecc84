import type { Static, TSchema } from 'typebox'

/** A moment as answers carry it. */
export function iso(at: Date): string {
  return at.toISOString()
}

/** The same for one that may be missing. */
export function isoOrNull(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null
}

/**
 * A value as JSON carries it: moments as text, what is undefined left out. For what other packages shape; that it fits its schema is held by the
 * contract tests, not by the compiler.
 */
export function jsonOf<S extends TSchema>(_schema: S, value: unknown): Static<S> {
  return JSON.parse(JSON.stringify(value)) as Static<S>
}
