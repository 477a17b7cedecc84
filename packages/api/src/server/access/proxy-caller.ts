import { createHash, timingSafeEqual } from 'node:crypto'
import { allows, type Role } from '@dwmops/access'
import type { ApiSettingName, SettingsOf } from '@dwmops/fleet'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../server.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Who asks by the word of an OAuth proxy; undefined when none is believed, it proves nothing, or the person has no role. */
export function proxyCaller(
  request: FastifyRequest,
  settings: SettingsOf<ApiSettingName>,
): Caller | undefined {
  const { apiProxyUserHeader, apiProxyGroupsHeader, apiProxyRoles = {} } = settings
  if (apiProxyUserHeader === undefined || !isProven(request, settings)) return undefined
  const who = textOf(request.headers[apiProxyUserHeader])
  if (who === '') return undefined
  const groups = textOf(request.headers[apiProxyGroupsHeader]).split(',')
  const role = greatest(
    ['*', ...groups.map((group) => group.trim())].map((group) => roleOf(apiProxyRoles, group)),
  )
  return role === undefined ? undefined : { who, role, via: 'proxy' }
}

function roleOf(roles: Readonly<Record<string, Role>>, group: string): Role | undefined {
  return Object.hasOwn(roles, group) ? roles[group] : undefined
}

function greatest(roles: readonly (Role | undefined)[]): Role | undefined {
  return roles.reduce((one, other) => {
    if (one === undefined || other === undefined) return one ?? other
    return allows(one, other) ? one : other
  })
}

/** With a secret, the proxy knows it; without, it connects itself from within the pod, whatever x-forwarded-for says. Anybody could send the headers. */
function isProven(
  { headers, socket }: FastifyRequest,
  { apiProxySecret }: SettingsOf<ApiSettingName>,
): boolean {
  if (apiProxySecret === undefined) return loopback.has(socket.remoteAddress ?? '')
  const [given, known] = [textOf(headers['x-dwm-proxy-secret']), apiProxySecret.reveal()].map(digest)
  return given !== undefined && known !== undefined && timingSafeEqual(given, known)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function textOf(header: string | string[] | undefined): string {
  return [header ?? ''].flat().join(',')
}
