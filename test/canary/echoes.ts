import type { AnswerInstead, AskedRequest, OwnAnswer } from '../support/changed-answers.ts'

/** Longer than what is kept of a reason. */
const longestEcho = 1500

/** What a proxy or a firewall on the way quotes of a request that it refuses. */
function quoted({ method, path, headers, body }: AskedRequest): string {
  const { authorization = '' } = headers
  const login = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8')
  const parts = body === '' ? [authorization, login] : [body, authorization, login]
  return `blocked ${method} ${path}: ${parts.join(' ')}`.slice(0, longestEcho)
}

/** Every form in which Eloqua, or what stands before it, refuses; each with all that it was sent. */
const forms: Readonly<Record<string, (echo: string) => OwnAnswer>> = {
  'a refusal of the Bulk API': (echo) =>
    json(400, { failures: [{ field: echo, value: echo, constraint: echo }] }),
  'a refusal of the Application API': (echo) =>
    json(400, [{ type: echo, property: echo, requirement: { type: echo } }]),
  'a refusal of OAuth': (echo) =>
    json(400, { error: 'invalid_grant', error_code: echo, error_description: echo }),
  'plain text': (echo) => ({ status: 400, body: echo }),
  'plain text in JSON': (echo) => json(403, echo),
  'words beside the status': (echo) => ({
    status: 409,
    words: echo.replaceAll(/[^ -~]/g, '?'),
    headers: { 'x-request-id': encodeURIComponent(echo).slice(0, 500) },
    body: `<html>${echo}`,
  }),
  'a text that is no JSON': (echo) => ({ status: 200, body: echo }),
  'JSON of another form': (echo) => json(200, { [echo]: [{ uri: 5, [echo]: echo }], items: echo }),
  'a redirect': (echo) => ({
    status: 302,
    headers: { location: `/login?of=${encodeURIComponent(echo)}` },
    body: echo,
  }),
  'an unauthorized': (echo) => ({ status: 401, body: echo }),
}

function json(status: number, said: unknown): OwnAnswer {
  return { status, body: JSON.stringify(said) }
}

/** Answers the requests that are meant, in each form. */
export function echoes(isMeant: Meant): AnswerInstead[] {
  return Object.values(forms).map((form) => (asked) => (isMeant(asked) ? form(quoted(asked)) : undefined))
}

type Meant = (asked: AskedRequest) => boolean

/** The steps of a run at which it may be refused. */
export const steps: Readonly<Record<string, Meant>> = {
  'the login': ({ path }) => path.startsWith('/id'),
  reading: ({ method, path }) => method === 'GET' && !path.startsWith('/id'),
  'a definition': ({ method, path }) => method === 'POST' && /\/(imports|exports)$/.test(path),
  rows: ({ method, path }) => method === 'POST' && path.endsWith('/data'),
  'a sync': ({ method, path }) => method === 'POST' && path.endsWith('/syncs'),
}
