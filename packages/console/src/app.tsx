import type { ComponentChildren } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import { LoginPage } from './login/login-page.tsx'
import { useLogin } from './login/use-login.ts'
import { pageFor } from './pages.tsx'
import { Loaded } from './parts/messages/loaded.tsx'
import { ProblemNotice } from './parts/messages/notice.tsx'
import { usePlace } from './shell/router.ts'
import { SessionContext } from './shell/session.ts'
import { Shell } from './shell/shell.tsx'

/** The console: the login, or the shell with the page that the address names. */
export function App() {
  const { session, onSignedIn } = useLogin()
  return (
    <Loaded of={session}>
      {(who) =>
        'why' in who ? (
          <LoginPage why={who.why} onSignedIn={onSignedIn} />
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
