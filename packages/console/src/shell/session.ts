import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Session } from '../api/answers.ts'

/** What a person may do; each role may all that those before it may. */
export type Role = Session['role']

const ranks: Readonly<Record<Role, number>> = { reader: 0, editor: 1, operator: 2 }

export const SessionContext = createContext<Session | undefined>(undefined)

/** Who is signed in, on any page behind the login. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined)
    throw new Error('no session: this page may only be shown to a person who is signed in')
  return session
}

/** Whether the one who is signed in may do what `role` may: what nobody may do is not offered. */
export function useMay(role: Role): boolean {
  return ranks[useSession().role] >= ranks[role]
}
