import { createToken, ensureAccessIndexes, listTokens, type Role, revokeToken } from '@dwmops/access'
import { InputError } from '@dwmops/record-files'
import { audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { whoAmI } from '../rules/who-am-i.ts'

export interface CreateOptions extends PrintOptions {
  readonly name: string
  readonly role: Role
  readonly days?: number
  readonly once?: boolean
  readonly url?: string
}

const dayMs = 86_400_000
const loginLinkMs = 15 * 60_000

/** Makes a token and prints it, or a link with it. */
export async function create({ name, role, days, once = false, url, json }: CreateOptions): Promise<void> {
  if (url !== undefined && !once) throw new InputError(undefined, '--url makes a link, which needs --once')
  const lastsMs = once ? loginLinkMs : days === undefined ? undefined : days * dayMs
  const expireAt = lastsMs === undefined ? undefined : new Date(Date.now() + lastsMs)
  const made = await withDatabases(async ({ queueDb }) => {
    await ensureAccessIndexes(queueDb)
    const facts = { name, role, once }
    return audited(queueDb, { action: 'dwm token create', facts }, () =>
      createToken(queueDb, { ...facts, createdBy: whoAmI(), ...(expireAt !== undefined && { expireAt }) }),
    )
  })
  const link = url === undefined ? undefined : `${url.replace(/\/+$/, '')}/console/#token=${made.token}`
  if (json) printJson({ ...made, name, role, once, expireAt, link })
  else say(link ?? made.token)
}

/** Lists tokens; what they are is known to nobody but their owners. */
export async function list({ json = false }: PrintOptions): Promise<void> {
  const tokens = await withDatabases(({ queueDb }) => listTokens(queueDb))
  if (json) return printJson(tokens)
  printRows(
    tokens.map(({ tokenId, name, role, createdAt, createdBy, expireAt, once }) => {
      return { id: tokenId, name, role, createdAt, createdBy, expireAt, once: once ? 'yes' : '' }
    }),
  )
}

/** Revokes tokens by their ids. Throws InputError for a token itself, which the audit log would keep and show. */
export async function revoke(ids: readonly string[], { json = false }: PrintOptions): Promise<void> {
  if (ids.some((id) => id.startsWith('dwm_')))
    throw new InputError(
      undefined,
      'name tokens by their ids, as dwm token ls lists them: other users see what stands on a command line',
    )
  const unknown = await withDatabases(async ({ queueDb }) => {
    const facts = { ids: ids.slice(0, 20).join(' ') }
    const outcomes = await audited(queueDb, { action: 'dwm token revoke', facts }, () =>
      Promise.all(ids.map((id) => revokeToken(queueDb, id))),
    )
    return ids.filter((_, at) => !outcomes[at])
  })
  if (unknown.length > 0) process.exitCode = exitCodes.partial
  if (json) printJson({ revoked: ids.length - unknown.length, unknown })
  else
    say(
      `${ids.length - unknown.length} revoked${unknown.length > 0 ? `, not there: ${unknown.join(', ')}` : ''}`,
    )
}
