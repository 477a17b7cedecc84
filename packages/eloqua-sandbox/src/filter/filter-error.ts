/** A filter that Eloqua would refuse; the message is the constraint of the failure. */
export class FilterError extends Error {
  override readonly name = 'FilterError'
  readonly code = 'SANDBOX_FILTER'
}
