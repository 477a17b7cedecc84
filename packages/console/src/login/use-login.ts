import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../api/answers.ts'
import { ApiProblem } from '../api/problem.ts'
import { request, signedOut } from '../api/request.ts'
import { type Resource, useResource } from '../api/use-resource.ts'
import { codeInAddress } from './code-in-address.ts'
import { unsavedWork } from './unsaved-work.ts'
import { type NoSession, whyRefused } from './why-signed-out.ts'

/** Nobody is signed in, and why. */
interface SignedOut {
  readonly why: NoSession
}

interface Login {
  readonly session: Resource<Session | SignedOut>
  /** The form has opened a session. */
  readonly onSignedIn: () => void
}

/** Who signed in last in this browser: its tabs share the session, and turn to another person together. */
const signedInHere = 'dwmops signed in'

/** Who is signed in. The server is asked once when the console opens and once after each sign-in; what is refused later ends the session here. */
export function useLogin(): Login {
  const [{ turn, why }, setState] = useState<{ turn: number; why?: NoSession }>({ turn: 0 })
  const session = useResource(`session ${turn}`, (signal) => findSession(why, signal))
  useEffect(() => {
    const leave = ({ detail }: CustomEvent<ApiProblem | null>) =>
      setState((before) => {
        // several requests of one page are refused together: the first says why
        if (before.why !== undefined) return before
        return { turn: before.turn + 1, why: detail === null ? 'signed out' : whyRefused(detail, true) }
      })
    const linkOpened = () => codeInAddress() !== undefined && again('link')
    const again = (next?: NoSession) => setState(({ turn: now }) => turnTo(now + 1, next))
    addEventListener(signedOut, leave as EventListener)
    const signedInElsewhere = ({ key }: StorageEvent) => key === signedInHere && again()
    addEventListener('hashchange', linkOpened)
    addEventListener('storage', signedInElsewhere)
    return () => {
      removeEventListener(signedOut, leave as EventListener)
      removeEventListener('hashchange', linkOpened)
      removeEventListener('storage', signedInElsewhere)
    }
  }, [])
  return { session, onSignedIn: () => setState(({ turn: now }) => turnTo(now + 1)) }
}

function turnTo(turn: number, why?: NoSession) {
  return why === undefined ? { turn } : { turn, why }
}

async function findSession(why: NoSession | undefined, signal: AbortSignal): Promise<Session | SignedOut> {
  if (codeInAddress() !== undefined) return { why: 'link' }
  if (why !== undefined) return { why }
  try {
    const session = await request<Session>('/session', { signal })
    unsavedWork.of(session.who)
    localStorage.setItem(signedInHere, session.who)
    return session
  } catch (thrown) {
    const problem = ApiProblem.from(thrown)
    if (problem.status === 401) return { why: whyRefused(problem, false) }
    throw thrown
  }
}
