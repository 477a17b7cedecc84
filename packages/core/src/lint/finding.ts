/** Something in the rules or configs that does not do what its author will expect. */
export interface LintFinding {
  /** error: it cannot work. warning: it works, but hardly as meant. */
  readonly severity: 'error' | 'warning'
  /** Stable name of the check, such as `dead-rule`. */
  readonly code: string
  /** The rule's collection, or `config`. */
  readonly collection: string
  /** The document's `_id` as text (for a config its name), or `#N` with its position (from 0) when it has none. */
  readonly id: string
  readonly reason: string
  readonly suggestion: string
}
