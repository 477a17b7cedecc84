import type { ComponentChildren } from 'preact'
import { useEffect, useErrorBoundary, useState } from 'preact/hooks'
import type { Session } from './api/answers.ts'
import { ApiProblem } from './api/problem.ts'
import { request, signedOut } from './api/request.ts'
import { useResource } from './api/use-resource.ts'
import { codeInAddress } from './login/code-in-address.ts'
import { LoginPage } from './login/login-page.tsx'
import { pageFor } from './pages.tsx'
import { Loaded } from './parts/loaded.tsx'
import { ProblemNotice } from './parts/notice.tsx'
import { usePlace } from './shell/router.ts'
import { SessionContext } from './shell/session.ts'
import { Shell } from './shell/shell.tsx'

/** The console: the login, or the shell with the page that the address names. */
export function App() {
  const [turn, setTurn] = useState(0)
  const asksToSignIn = codeInAddress() !== undefined
  const session = useResource<Session | 'nobody'>(`session ${turn}`, async (signal) => {
    if (asksToSignIn) return 'nobody'
    try {
      return await request<Session>('/session', { signal })
    } catch (thrown) {
      if (ApiProblem.from(thrown).status === 401) return 'nobody'
      throw thrown
    }
  })
  useEffect(() => {
    const leave = () => setTurn((before) => before + 1)
    addEventListener(signedOut, leave)
    return () => removeEventListener(signedOut, leave)
  }, [])
  return (
    <Loaded of={session}>
      {(who) =>
        who === 'nobody' ? (
          <LoginPage onSignedIn={() => setTurn((before) => before + 1)} />
        ) : (
          <SessionContext.Provider value={who}>
            <Shell>
              <CurrentPage />
            </Shell>
          </SessionContext.Provider>
        )
      }
    </Loaded>
  )
}

function CurrentPage() {
  const { path } = usePlace()
  return <Guarded key={path}>{pageFor(path)}</Guarded>
}

/** A fault of one page is reported in its place, and the others stay within reach. */
function Guarded({ children }: { children: ComponentChildren }) {
  const [fault, forget] = useErrorBoundary()
  return fault === undefined ? <div>{children}</div> : <ProblemNotice problem={fault} again={forget} />
}
