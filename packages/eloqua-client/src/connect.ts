import {
  createExport,
  createImport,
  createSyncAction,
  deleteDefinition,
} from './definitions/create-definition.ts'
import type { Eloqua } from './eloqua.ts'
import { EloquaOptionsError } from './errors.ts'
import { makeAgents, type ProxySettings } from './http/agents.ts'
import { joinBounds } from './http/bounds.ts'
import { openTransport, type Transport } from './http/transport.ts'
import type { RequestEvent, RetryLimits, ShortExport, Timeouts, Wire } from './http/wire.ts'
import { basicLogin } from './login/basic-login.ts'
import type { Credentials } from './login/credentials.ts'
import { oauthLogin } from './login/oauth-login.ts'
import { type Login, openSession, type Session } from './login/session.ts'
import { customObjectsOf } from './metadata/custom-objects.ts'
import { fieldsAt } from './metadata/fields.ts'
import { listsOf } from './metadata/lists.ts'
import type { CallOptions } from './metadata/metadata.ts'
import { contactTextLengths } from './metadata/text-lengths.ts'
import { syncsOf } from './syncs/syncs.ts'
import { deleteRows, uploadRows } from './syncs/upload.ts'

export type ConnectOptions = {
  /** default `https://login.eloqua.com/id` */
  loginUrl?: string
  credentials: Credentials
  /** aborts everything; its reason is thrown */
  signal?: AbortSignal
  /** epoch milliseconds after which nothing is tried or waited for any more */
  deadlineAt?: number
  timeouts?: Partial<Timeouts>
  retry?: Partial<RetryLimits>
  /** default: none */
  proxy?: ProxySettings
  /** called after each try; must not throw */
  onRequest?: (event: RequestEvent) => void
  /** called when an export has given fewer rows than Eloqua says it has */
  onShortExport?: (found: ShortExport) => void
}

const defaultLoginUrl = 'https://login.eloqua.com/id'
const defaultTimeouts: Timeouts = { connectMs: 10_000, idleMs: 60_000, tryMs: 600_000 }
const defaultRetry: RetryLimits = { attempts: 5, firstWaitMs: 1000, maxWaitMs: 60_000 }

/**
 * Logs in and learns where the instance lives; `login` bounds that alone. Throws EloquaAuthError for refused credentials, EloquaTimeoutError,
 * EloquaUnavailableError, EloquaOptionsError.
 */
export async function connectEloqua(options: ConnectOptions, login?: CallOptions): Promise<Eloqua> {
  const loginUrl = URL.parse(options.loginUrl ?? defaultLoginUrl)
  if (!loginUrl) throw new EloquaOptionsError('loginUrl is not a URL')
  const timeouts = { ...defaultTimeouts, ...options.timeouts }
  const wire: Wire = {
    agents: makeAgents(options.proxy ?? {}, timeouts.connectMs),
    timeouts,
    retry: { ...defaultRetry, ...options.retry },
    onRequest: options.onRequest ?? (() => undefined),
    onShortExport: options.onShortExport ?? (() => undefined),
  }
  const bounds = joinBounds(options, login)
  const session = await openSession(loginUrl, loginFor(options.credentials, loginUrl, wire), wire, bounds)
  return speak(session, openTransport(session, wire, options))
}

function loginFor(credentials: Credentials, loginUrl: URL, wire: Wire): Login {
  return 'oauth' in credentials ? oauthLogin(credentials, loginUrl, wire) : basicLogin(credentials)
}

function speak(session: Session, transport: Transport): Eloqua {
  const { site, user } = session.identity()
  return {
    site,
    user,
    baseUrl: () => session.identity().bulkUrl,
    authorization: (options) => session.header(transport.bounds(options)),
    lists: listsOf(transport),
    fields: (options) => fieldsAt(transport, 'contacts/fields', options),
    textLengths: (options) => contactTextLengths(transport, options),
    customObjects: customObjectsOf(transport),
    exports: { create: (definition, options) => createExport(transport, definition, options) },
    imports: { create: (definition, options) => createImport(transport, definition, options) },
    syncActions: { create: (definition, options) => createSyncAction(transport, definition, options) },
    deleteDefinition: (uri, options) => deleteDefinition(transport, uri, options),
    uploadRows: (uri, rows, options) => uploadRows(transport, uri, rows, options),
    deleteRows: (uri, options) => deleteRows(transport, uri, options),
    syncs: syncsOf(transport),
  }
}
