import {
  EloquaAuthError,
  EloquaConflictError,
  type EloquaError,
  EloquaHttpError,
  EloquaNotFoundError,
  EloquaUnavailableError,
  EloquaValidationError,
  type RequestFacts,
} from '../errors.ts'
import { parseFailures } from './failures.ts'

/** The error for an answer that is not 2xx, with Eloqua's reasons from its body; `ofRows`: see {@link parseFailures}. */
export function errorOfAnswer(
  facts: RequestFacts & { status: number },
  body: string,
  about: { ofRows?: boolean } = {},
): EloquaError {
  const full = { ...facts, failures: parseFailures(body, about) }
  const message = `${describeRequest(full)}${reasons(full)}: ${adviceFor(facts.status)}`
  return new (classFor(facts.status))(message, full)
}

/** `POST /API/Bulk/2.0/syncs: answered 503 (request id x, try 5)`. */
export function describeRequest(facts: RequestFacts): string {
  const notes = [
    facts.requestId === undefined ? '' : `request id ${facts.requestId}`,
    facts.attempts === undefined ? '' : `try ${facts.attempts}`,
  ].filter((note) => note !== '')
  const answered = facts.status === undefined ? 'no answer' : `answered ${facts.status}`
  return `${facts.method} ${facts.path}: ${answered}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
}

type AnswerErrorClass = new (message: string, facts: RequestFacts) => EloquaError

function classFor(status: number): AnswerErrorClass {
  if (status === 400) return EloquaValidationError
  if (status === 401 || (status >= 300 && status < 400)) return EloquaAuthError
  if (status === 404 || status === 410) return EloquaNotFoundError
  if (status === 409 || status === 412) return EloquaConflictError
  if (status === 408 || status === 429 || status >= 500) return EloquaUnavailableError
  return EloquaHttpError
}

/** Oracle's page of HTTP status codes, read 2026-11-30: a refusal that looks like a wrong password. */
export const otherCauses =
  "Eloqua refuses in the same way a user who is disabled, and an address that is not on the company's IP allow-list"

const advice: Readonly<Record<number, string>> = {
  400: 'correct what was asked for',
  403: 'the user lacks a permission, or the sync belongs to another user',
  404: 'no such thing, its data has expired, or the body was above 32 MB',
  409: 'something still runs on it, try after that',
  410: 'its data has expired',
  412: 'something depends on it',
  413: 'the staging space of the instance is full, delete staged data',
  429: 'too many requests, try later',
}

function adviceFor(status: number): string {
  const known = advice[status]
  if (known !== undefined) return known
  if (status >= 500) return 'Eloqua is in trouble, try later'
  return status === 401 || status < 400 ? `check the credentials; ${otherCauses}` : 'see the status'
}

function reasons({ failures = [] }: RequestFacts): string {
  if (failures.length === 0) return ''
  const words = failures
    .slice(0, 5)
    .map(({ field, statement, constraint }) =>
      [[field, statement].filter(Boolean).join(' '), constraint].filter(Boolean).join(': '),
    )
  return `; ${words.join('; ')}${failures.length > 5 ? `; and ${failures.length - 5} more` : ''}`
}
