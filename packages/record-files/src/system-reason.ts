/** The operating system's short reason, such as ENOENT; the error itself as text where there is none. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
