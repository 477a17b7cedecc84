/** One failed check in a Bulk 400. */
export interface Failure {
  readonly field: string
  readonly value?: unknown
  readonly constraint: string
}

/** An answer other than success, thrown from wherever it is found out. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code = 'SANDBOX_REFUSAL'
  readonly status: number
  readonly failures: readonly Failure[]

  constructor(status: number, message: string, failures: readonly Failure[] = []) {
    super(message)
    this.status = status
    this.failures = failures
  }
}

/** 400 in the form of the Bulk API. */
export function validationRefusal(failures: readonly Failure[]): Refusal {
  return new Refusal(400, 'There was a validation error.', failures)
}

export function notFound(what: string): Refusal {
  return new Refusal(404, `${what} was not found.`)
}
