import type { Role } from '@dwmops/access'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'

/** The server as routes see it: request and reply are typed by the schemas of the route. */
export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** Who asks, as far as that was proven. */
export interface Caller {
  readonly who: string
  readonly role: Role
  readonly via: 'token' | 'session' | 'proxy'
  /** When a session ends. */
  readonly expireAt?: Date
}

/** Who makes a change, as versions and logs name them. */
export function whoAsks({ caller }: Pick<FastifyRequest, 'caller'>): string {
  if (caller === undefined) throw new TypeError('nobody is known to ask, on a route that is not open to all')
  return caller.who
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; every route says it. `open`: anybody, without a login. */
    role?: Role | 'open'
    /** Counts against the limit of requests that cost much. */
    heavy?: boolean
    /** Works on a whole rule set: answered in a thread, and a large body is read there. */
    wholeSet?: boolean
    /** A change that the log of changes does not hold. */
    unaudited?: boolean
  }
  interface FastifyRequest {
    /** Undefined on open routes, and there alone. */
    caller: Caller | undefined
    /** What the log of changes is to say of this request: ids, names and counts, no contact data. */
    facts: Record<string, string | number | boolean>
  }
}
