/** What became of a request without a whole answer; see {@link faultOf}. Never leaves this package. */
export class NetworkFault extends Error {
  override name = 'NetworkFault'
  readonly kind: 'not-sent' | 'timeout' | 'lost'
  readonly code: string
  constructor(kind: 'not-sent' | 'timeout' | 'lost', code: string, message: string) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

/** Calls of the system before there is a connection; the same codes come from one that stands and breaks. */
const beforeConnection: ReadonlySet<unknown> = new Set(['getaddrinfo', 'connect'])
/** Refused certificates, and a proxy that opens no tunnel. */
const beforeRequest = /^(CERT_|ERR_TLS_CERT_|ERR_PROXY_TUNNEL$)/
/** What a certificate of a private CA meets. */
const untrusted = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
const connecting = new Set(['lookup', 'connect', 'secureConnect'])

/**
 * A plain fault from whatever the HTTP library threw. Nothing of the original is kept but code and message: it carries
 * the request's options, headers included.
 */
export function faultOf(error: unknown, silent: boolean): NetworkFault {
  const { code, event, message } = readError(error)
  if (silent) return new NetworkFault('timeout', 'ESILENT', 'silence on the wire for too long')
  if (code === 'ETIMEDOUT' && event !== undefined) {
    const kind = connecting.has(event) ? 'not-sent' : 'timeout'
    return new NetworkFault(kind, code, `timeout awaiting ${event}`)
  }
  if (untrusted.has(code))
    return new NetworkFault('not-sent', code, `${message}; is its CA in NODE_EXTRA_CA_CERTS?`)
  const unreached = neverConnected(error) || beforeRequest.test(code)
  return new NetworkFault(unreached ? 'not-sent' : 'lost', code, message)
}

/** Where a name has several addresses there is an error for each of them. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('syscall' in error) return beforeConnection.has(error.syscall)
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverConnected)
  return neverConnected(error.cause)
}

function readError(error: unknown): { code: string; event: string | undefined; message: string } {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', event: undefined, message: 'unknown fault' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  const event = 'event' in error && typeof error.event === 'string' ? error.event : undefined
  return { code, event, message: error.message }
}
