/** A substitution would make a longer text than it may. */
export class ResultTooLong extends Error {
  override readonly name = 'ResultTooLong'

  constructor() {
    super('the result is longer than it may be')
  }
}
