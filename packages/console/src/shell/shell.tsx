import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { ApiProblem } from '../api/problem.ts'
import { request, signedOut } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Badge } from '../parts/messages/badge.tsx'
import { LiveRegion } from '../parts/messages/live-region.tsx'
import { useChangeSet } from '../preview/change-set.ts'
import { Brand } from './brand.tsx'
import { address, usePlace } from './router.ts'
import { useMay, useSession } from './session.ts'
import './shell.css'

const links = [
  ['/', 'Overview'],
  ['/contacts', 'Contacts'],
  ['/rules', 'Rules'],
  ['/previews', 'Preview'],
  ['/dead-letters', 'Dead letters'],
  ['/syncs', 'Syncs'],
  ['/undo', 'Undo'],
] as const
/** Only for those who operate the fleet, and may read who changed what. */
const operatorLinks = [
  ['/operations', 'Operations'],
  ['/changes', 'Changes'],
] as const

/** What stands around every page: the way to the others, who is signed in, where announcements appear. */
export function Shell({ children }: { children: ComponentChildren }) {
  return (
    <>
      <button
        type="button"
        class="skip-link"
        onClick={() => document.querySelector<HTMLElement>('main h1')?.focus()}
      >
        Skip to the page
      </button>
      <ProductionBand />
      <div class="shell">
        <div class="rail">
          <header class="rail-inner">
            <Brand />
            <Navigation />
            <SignedIn />
          </header>
        </div>
        <main class="shell-main">{children}</main>
      </div>
      <LiveRegion />
    </>
  )
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Production looks like production, on every page. */
function ProductionBand() {
  const { environment } = useSession()
  if (environment !== 'prod') return null
  return <p class="production-band">Production: what is done here reaches real contacts</p>
}

function Navigation() {
  const { path } = usePlace()
  const waiting = useChangeSet().length
  const list = useRef<HTMLUListElement>(null)
  const shown = useMay('operator') ? [...links, ...operatorLinks] : links
  useEffect(() => {
    // on a narrow screen the list scrolls to the page that is shown
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  const isHere = (to: string) =>
    to === '/' ? path === '/' || path.startsWith('/runs') || path.startsWith('/stages') : path.startsWith(to)
  return (
    <nav aria-label="Pages">
      <ul class="rail-links" ref={list}>
        {shown.map(([to, text]) => (
          <li key={to}>
            <a href={address(to)} aria-current={isHere(to) ? 'page' : undefined}>
              {text}
              {to === '/previews' && waiting > 0 && (
                <span class="rail-count">
                  {waiting}
                  <span class="visually-hidden"> waiting</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SignedIn() {
  const { who, role, via, environment } = useSession()
  const leave = useAction(async () => {
    await request('/session', { method: 'DELETE' }).catch(unlessOver)
    dispatchEvent(new CustomEvent(signedOut, { detail: null }))
  })
  return (
    <div class="rail-person">
      <Badge tone={environment === 'prod' ? 'warn' : 'accent'}>{environment}</Badge>
      <p>
        <span class="rail-who">{who}</span>
        <span class="rail-role">{role}</span>
      </p>
      <p class="rail-role">Times: {zone}</p>
      {via === 'session' && (
        <button type="button" class="rail-leave" onClick={() => void leave.run()}>
          Sign out
        </button>
      )}
      {leave.problem !== undefined && (
        <p class="rail-role" role="alert">
          You are still signed in. {leave.problem.title}: {leave.problem.detail}
        </p>
      )}
    </div>
  )
}

/** A session that is over already need not be ended. */
function unlessOver(thrown: unknown): void {
  if (ApiProblem.from(thrown).status !== 401) throw thrown
}
