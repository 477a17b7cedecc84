import type { LintFinding, Problem } from './answers.ts'

/** What went wrong with a request, as it is reported to the reader. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly title: string
  readonly code: Problem['code'] | undefined
  readonly detail: string | undefined
  readonly requestId: string | undefined
  /** What is wrong with rules that were refused. */
  readonly findings: readonly LintFinding[]

  constructor(status: number, title: string, facts: Partial<Problem> = {}) {
    super(title)
    this.status = status
    this.title = title
    this.code = facts.code
    this.detail = facts.detail
    this.requestId = facts.requestId
    this.findings = facts.findings ?? []
  }

  /** Anything that was thrown, as a problem. */
  static from(thrown: unknown): ApiProblem {
    if (thrown instanceof ApiProblem) return thrown
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    return new ApiProblem(0, 'The console ran into a fault of its own', { detail })
  }
}

/** Where a status has several causes. */
const byCode: Readonly<Partial<Record<Problem['code'], string>>> = {
  SECOND_PERSON_NEEDED: 'Another person has to publish this',
  UNDO_OFF: 'This server is not set up for undos',
  OPERATIONS_OFF: 'This server is not set up for operations',
  PREVIEW_NOT_DONE: 'This preview cannot be published',
  DATABASE_UNAVAILABLE: 'The database does not answer at the moment',
  ELOQUA_AWAY: 'Eloqua does not answer, or refuses',
  CLUSTER_AWAY: 'The cluster did not do it',
  STOPPING: 'The server is being restarted; try again in a moment',
}

const inPlainWords: Readonly<Record<number, string>> = {
  401: 'You are not signed in any more',
  403: 'Your role does not allow this',
  404: 'There is nothing under this name',
  409: 'Somebody else changed this in the meantime',
  412: 'Somebody else changed this in the meantime',
  413: 'This is too large to send',
  422: 'This cannot be accepted as it is',
  429: 'That was asked too often; wait a little and try again',
  503: 'The server does not answer at the moment',
}

/** The problem that an answer reports. An answer that is none, say of a proxy, leaves only the status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const { status } = response
  const found: Partial<Problem> | undefined = await response.json().catch(() => undefined)
  const requestId = found?.requestId ?? response.headers.get('x-request-id') ?? undefined
  const title =
    (found?.code && byCode[found.code]) ??
    inPlainWords[status] ??
    found?.title ??
    `The server answered with ${status}`
  return new ApiProblem(status, title, { ...found, ...(requestId !== undefined && { requestId }) })
}
