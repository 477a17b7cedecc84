import { ApiProblem, problemOf } from './problem.ts'
import { readServerClock } from './server-clock.ts'

/** What a request asks for besides its path. */
export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /** Only if the thing is still as it was when it had this ETag, given without its quotes. */
  readonly ifMatch?: string | undefined
  readonly signal?: AbortSignal
}

/** Heard by the app, which shows the sign-in form. Its `detail` is the refusal (ApiProblem), or null after a sign-out. */
export const signedOut = 'console:signed-out'

/** Asks the API. `T` is what its schema says of the answer. Throws ApiProblem. */
export async function request<T>(path: string, asking: Asking = {}): Promise<T> {
  const response = await receive(path, asking, 'application/json')
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** Asks the API for a file. Throws ApiProblem, also for one that breaks off. */
export async function requestFile(path: string, asking: Asking = {}): Promise<Blob> {
  const response = await receive(path, asking, 'text/csv')
  return response.blob().catch(() => {
    throw new ApiProblem(0, 'The file broke off', { detail: 'Only a part of it arrived. Try again.' })
  })
}

async function receive(path: string, asking: Asking, accept: string): Promise<Response> {
  const response = await send(path, asking, accept)
  readServerClock(response)
  if (!response.ok) {
    const problem = await problemOf(response)
    // a refused login, or the question who is signed in, ends no session
    if (problem.status === 401 && path !== '/session')
      dispatchEvent(new CustomEvent(signedOut, { detail: problem }))
    throw problem
  }
  return response
}

async function send(
  path: string,
  { method = 'GET', query = {}, body, ifMatch, signal }: Asking,
  accept: string,
): Promise<Response> {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  const search = new URLSearchParams(given).toString()
  try {
    return await fetch(`${path}${search === '' ? '' : `?${search}`}`, {
      method,
      headers: {
        accept,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
        ...(method !== 'GET' && { 'x-dwm-csrf': '1' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    })
  } catch (thrown) {
    if (signal?.aborted === true) throw thrown
    throw new ApiProblem(0, 'The server cannot be reached', {
      detail: 'Check the network, or whether the service is being restarted, and try again.',
    })
  }
}
