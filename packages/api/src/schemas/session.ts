import { type Static, Type } from 'typebox'
import { Nullable, Time } from './parts.ts'

export const RoleName = Type.Enum(['reader', 'editor', 'operator'])

export const SessionSchema = Type.Object({
  who: Type.String(),
  role: RoleName,
  via: Type.Enum(['token', 'session', 'proxy']),
  environment: Type.Enum(['dev', 'prod']),
  secondPerson: Type.Boolean({
    description: 'rules are published by another person than the one who changed them',
  }),
  expiresAt: Nullable(Time),
})

/** Who asks, and what they may. */
export type Session = Static<typeof SessionSchema>
