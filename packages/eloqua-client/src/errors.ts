import type { EloquaErrorCode } from './error-codes.ts'

/**
 * One reason for which Eloqua refused a request. `statement`: the refused value where it is a bare `{{...}}`; any other may be a
 * contact's data. `code`: the `error` of an OAuth refusal.
 */
export type Failure = { field?: string; statement?: string; code?: string; constraint: string }

/** What is known of the request behind an error. `path` carries no query values. */
export type RequestFacts = {
  method?: string | undefined
  path?: string | undefined
  status?: number | undefined
  requestId?: string | undefined
  attempts?: number | undefined
  failures?: readonly Failure[] | undefined
  cause?: unknown
}

/** Base of all errors of this package. No password, token, header or contact is in its message or fields. */
export class EloquaError extends Error {
  override name = 'EloquaError'
  /** Whether a later run may do better although nobody has changed a setting. */
  readonly retryable: boolean = true
  readonly code: EloquaErrorCode
  readonly method: string | undefined
  readonly path: string | undefined
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly attempts: number | undefined
  readonly failures: readonly Failure[]

  constructor(code: EloquaErrorCode, message: string, facts: RequestFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = code
    this.method = facts.method
    this.path = facts.path
    this.status = facts.status
    this.requestId = facts.requestId
    this.attempts = facts.attempts
    this.failures = facts.failures ?? []
  }
}

/** An HTTP answer that no other class describes, such as 403 or 413. */
export class EloquaHttpError extends EloquaError {
  override name = 'EloquaHttpError'
  constructor(message: string, facts: RequestFacts, code: EloquaErrorCode = 'ELOQUA_HTTP') {
    super(code, message, facts)
  }
}

/** Credentials refused. Asking again will not help; a person has to look. */
export class EloquaAuthError extends EloquaHttpError {
  override name = 'EloquaAuthError'
  constructor(message: string, facts: RequestFacts = {}) {
    super(message, facts, 'ELOQUA_AUTH')
  }
}

/** Eloqua refused what was asked (400), or a check of this client did before sending; see `failures`. */
export class EloquaValidationError extends EloquaHttpError {
  override name = 'EloquaValidationError'
  constructor(message: string, facts: RequestFacts = {}, code: EloquaErrorCode = 'ELOQUA_VALIDATION') {
    super(message, facts, code)
  }
}

/** Eloqua refused a definition (400). It is made of settings and of no record, so somebody has to change a setting, or Eloqua. */
export class EloquaDefinitionRefusedError extends EloquaValidationError {
  override name = 'EloquaDefinitionRefusedError'
  override readonly retryable = false
  readonly needsOperator = true
  constructor(message: string, facts: RequestFacts = {}) {
    super(message, facts, 'ELOQUA_DEFINITION_REFUSED')
  }
}

/** 404 or 410. A body above 32 MB is answered with 404 too. */
export class EloquaNotFoundError extends EloquaHttpError {
  override name = 'EloquaNotFoundError'
  constructor(message: string, facts: RequestFacts = {}) {
    super(message, facts, 'ELOQUA_NOT_FOUND')
  }
}

/** No list, field or custom object has the id or exactly the name that was `wanted`. `known`: the names that there are. */
export class EloquaUnknownNameError extends EloquaError {
  override name = 'EloquaUnknownNameError'
  override readonly retryable = false
  readonly wanted: string
  readonly known: readonly string[]
  constructor(message: string, facts: { path: string; wanted: string; known: readonly string[] }) {
    super('ELOQUA_UNKNOWN_NAME', message, facts)
    this.wanted = facts.wanted
    this.known = facts.known
  }
}

/** More than one list, field or custom object has exactly the name that was `wanted`; their `ids` tell them apart. */
export class EloquaAmbiguousNameError extends EloquaError {
  override name = 'EloquaAmbiguousNameError'
  override readonly retryable = false
  readonly wanted: string
  readonly ids: readonly string[]
  constructor(message: string, facts: { path: string; wanted: string; ids: readonly string[] }) {
    super('ELOQUA_AMBIGUOUS_NAME', message, facts)
    this.wanted = facts.wanted
    this.ids = facts.ids
  }
}

/** 409 or 412: something runs on the thing, or depends on it. */
export class EloquaConflictError extends EloquaHttpError {
  override name = 'EloquaConflictError'
  constructor(message: string, facts: RequestFacts = {}) {
    super(message, facts, 'ELOQUA_CONFLICT')
  }
}

/** No answer in time. `deadline` says whether the bound on the whole was reached, rather than that of one try. */
export class EloquaTimeoutError extends EloquaError {
  override name = 'EloquaTimeoutError'
  readonly deadline: boolean
  constructor(message: string, facts: RequestFacts = {}, deadline = false) {
    super('ELOQUA_TIMEOUT', message, facts)
    this.deadline = deadline
  }
}

/** Network faults, 429 or 5xx outlasted all tries. The next run may do better. */
export class EloquaUnavailableError extends EloquaError {
  override name = 'EloquaUnavailableError'
  constructor(message: string, facts: RequestFacts = {}) {
    super('ELOQUA_UNAVAILABLE', message, facts)
  }
}

/**
 * The answer to a request that must not be repeated blindly was lost. Look whether it happened:
 * `syncs.findByDefinition(definitionUri)`.
 */
export class EloquaUnknownOutcomeError extends EloquaError {
  override name = 'EloquaUnknownOutcomeError'
  constructor(message: string, facts: RequestFacts = {}) {
    super('ELOQUA_UNKNOWN_OUTCOME', message, facts)
  }
}

/** A sync ended badly. `temporary`: doing it again later may well succeed. `statusCodes`: what its logs say. */
export class EloquaSyncFailedError extends EloquaError {
  override name = 'EloquaSyncFailedError'
  readonly syncUri: string
  readonly syncStatus: string
  readonly temporary: boolean
  readonly statusCodes: readonly string[]
  constructor(facts: {
    syncUri: string
    syncStatus: string
    temporary: boolean
    statusCodes: readonly string[]
  }) {
    const codes = facts.statusCodes.join(', ') || 'no code'
    const advice = facts.temporary ? 'temporary, do it again later' : 'see its logs'
    super('ELOQUA_SYNC_FAILED', `sync ${facts.syncUri} ended in ${facts.syncStatus} (${codes}): ${advice}`)
    this.syncUri = facts.syncUri
    this.syncStatus = facts.syncStatus
    this.temporary = facts.temporary
    this.statusCodes = facts.statusCodes
  }
}

/** An answer that is not what the Bulk API is known to say. */
export class EloquaResponseError extends EloquaError {
  override name = 'EloquaResponseError'
  constructor(message: string, facts: RequestFacts = {}, code: EloquaErrorCode = 'ELOQUA_RESPONSE') {
    super(code, message, facts)
  }
}

/** Pages that do not end: an empty one, or far too many, with more said to follow. Another sync may do better, this one never. */
export class EloquaEndlessPagesError extends EloquaResponseError {
  override name = 'EloquaEndlessPagesError'
  constructor(message: string, facts: RequestFacts = {}) {
    super(message, facts, 'ELOQUA_ENDLESS_PAGES')
  }
}

/** A filter that must not be sent: bad statement, unsafe value, or more than 1,000 characters. */
export class EloquaFilterError extends EloquaError {
  override name = 'EloquaFilterError'
  override readonly retryable = false
  constructor(message: string) {
    super('ELOQUA_FILTER', message)
  }
}

/** Connect options that cannot work, such as a login URL that is no URL. */
export class EloquaOptionsError extends EloquaError {
  override name = 'EloquaOptionsError'
  override readonly retryable = false
  constructor(message: string) {
    super('ELOQUA_OPTIONS', message)
  }
}
