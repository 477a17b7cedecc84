import { endedSessionKeptMs } from '@dwmops/access'
import type { FastifyReply, FastifyRequest } from 'fastify'

const name = 'dwm_session'

/** The secret of a session in the cookies of a request. */
export function sessionSecretOf({ headers }: FastifyRequest): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1]
}

/**
 * Hands the browser a session: no script reads it, and no other site makes the browser send it. The cookie outlives the session, so that
 * the server can answer why it is over.
 */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
  expireAt: Date,
): void {
  const forgotten = new Date(expireAt.getTime() + endedSessionKeptMs)
  setCookie(request, reply, `${name}=${secret}; Expires=${forgotten.toUTCString()}`)
}

/** Makes the browser forget its session. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, `${name}=; Max-Age=0`)
}

/** Only on this machine is a connection without TLS good enough. */
function setCookie({ hostname }: FastifyRequest, reply: FastifyReply, cookie: string): void {
  const secure = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) ? '' : '; Secure'
  reply.header('set-cookie', `${cookie}; Path=/; HttpOnly; SameSite=Strict${secure}`)
}
