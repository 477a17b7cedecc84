import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { request, signedOut } from '../api/request.ts'
import { Badge } from '../parts/badge.tsx'
import { LiveRegion } from '../parts/live-region.tsx'
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
/** Only for those who may read who changed what. */
const operatorLinks = [['/changes', 'Changes']] as const

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

function Navigation() {
  const { path } = usePlace()
  const waiting = useChangeSet().length
  const list = useRef<HTMLUListElement>(null)
  const shown = useMay('operator') ? [...links, ...operatorLinks] : links
  useEffect(() => {
    // on a narrow screen the list scrolls to the page that is shown
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  const isHere = (to: string) => (to === '/' ? path === '/' || path.startsWith('/runs') : path.startsWith(to))
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
  const leave = async () => {
    await request('/session', { method: 'DELETE' }).catch(() => {})
    dispatchEvent(new CustomEvent(signedOut, { detail: null }))
  }
  return (
    <div class="rail-person">
      <Badge tone={environment === 'prod' ? 'warn' : 'accent'}>{environment}</Badge>
      <p>
        <span class="rail-who">{who}</span>
        <span class="rail-role">{role}</span>
      </p>
      {via === 'session' && (
        <button type="button" class="rail-leave" onClick={() => void leave()}>
          Sign out
        </button>
      )}
    </div>
  )
}
