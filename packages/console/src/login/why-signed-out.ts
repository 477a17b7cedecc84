import type { ApiProblem } from '../api/problem.ts'

/** Why the sign-in form is shown; `link`: a login link was opened, which signs in by itself. */
export type NoSession =
  | 'none'
  | 'link'
  | 'signed out'
  | 'signed out elsewhere'
  | 'expired'
  | 'revoked'
  | 'unknown'

const words: Readonly<Record<NoSession, string | undefined>> = {
  link: undefined,
  none: 'Nobody is signed in in this browser.',
  'signed out': 'You have signed out.',
  'signed out elsewhere': 'You have signed out in another window.',
  expired: 'Your session is over: it has expired.',
  revoked: 'Your session is over: the token that it was opened with was revoked.',
  unknown: 'Your session is over: the server does not know it any more.',
}

/** The reason in a sentence; undefined when there is nothing to explain. */
export function whySignedOut(why: NoSession): string | undefined {
  return words[why]
}

/** What a refusal (401) says of the session; `had`: this window was signed in until then. */
export function whyRefused({ code }: Pick<ApiProblem, 'code'>, had: boolean): NoSession {
  if (code === 'SESSION_EXPIRED') return 'expired'
  if (code === 'SESSION_REVOKED') return 'revoked'
  if (code === 'SESSION_UNKNOWN') return 'unknown'
  return had ? 'signed out elsewhere' : 'none'
}
