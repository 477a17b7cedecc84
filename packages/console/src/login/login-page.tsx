import { useEffect, useState } from 'preact/hooks'
import type { ApiProblem } from '../api/problem.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/controls/button.tsx'
import { TextField } from '../parts/controls/field.tsx'
import { ProblemNotice } from '../parts/messages/notice.tsx'
import { Brand } from '../shell/brand.tsx'
import { address, go } from '../shell/router.ts'
import { codeInAddress } from './code-in-address.ts'
import { unsavedWork } from './unsaved-work.ts'
import { type NoSession, whySignedOut } from './why-signed-out.ts'
import './login-page.css'

const whereFrom = (
  <>
    From the person who runs the fleet: <code>dwm token create</code>
  </>
)

/** Signs in by a token, or by the one-time code in a link of the terminal; says why one has to. */
export function LoginPage({ why, onSignedIn }: { why: NoSession; onSignedIn: () => void }) {
  const [token, setToken] = useState('')
  const signIn = useAction(async (given: string) => {
    await request('/session', { method: 'POST', body: { token: given } })
    onSignedIn()
  })
  useEffect(() => {
    document.title = 'Sign in · dwmops'
  }, [])
  useLoginLink((code) => void signIn.run(code))
  return (
    <main class="login">
      <form
        class="login-card"
        onSubmit={(event) => {
          event.preventDefault()
          void signIn.run(token.trim())
        }}
      >
        <Brand />
        <h1>Sign in</h1>
        <Reason why={why} />
        <TextField
          label="Token"
          type="password"
          autocomplete="current-password"
          required
          value={token}
          onValue={setToken}
          hint={whereFrom}
        />
        {signIn.problem !== undefined && <Refused problem={signIn.problem} />}
        <Button kind="main" type="submit" busy={signIn.busy}>
          Sign in
        </Button>
      </form>
    </main>
  )
}

/** Signs in by the code of a login link, and takes it out of the address. */
function useLoginLink(signIn: (code: string) => void): void {
  useEffect(() => {
    const code = codeInAddress()
    if (code === undefined) return
    go(address('/'), { replace: true })
    signIn(code)
  }, [])
}

function Reason({ why }: { why: NoSession }) {
  const text = whySignedOut(why)
  if (text === undefined) return null
  return (
    <p role="status">
      {text} {unsavedWork.isThere() && 'What was written in this browser is kept for the one who wrote it.'}
    </p>
  )
}

function Refused({ problem }: { problem: ApiProblem }) {
  if (problem.status !== 401) return <ProblemNotice problem={problem} />
  return (
    <p class="field-fault" role="alert">
      This token or link is not known, was used already, or has run out.
    </p>
  )
}
