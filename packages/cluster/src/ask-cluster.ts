import { ApiException } from '@kubernetes/client-node'
import { ClusterAwayError, ClusterError, ClusterRefusedError } from './cluster-errors.ts'

/** Waits for an answer of the API server. Throws ClusterRefusedError, ClusterAwayError and CredentialsError, which say what was tried. */
export async function askCluster<T>(tried: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiException) throw refusal(tried, error.code, messageOf(error.body), error)
    if (error instanceof ClusterError) throw error
    const reason = error instanceof Error ? reasonOf(error) : String(error)
    throw new ClusterAwayError(`${tried}: the API server does not answer (${reason})`, { cause: error })
  }
}

/** The same, with undefined for what is not there. */
export async function askUnlessMissing<T>(tried: string, asked: Promise<T>): Promise<T | undefined> {
  try {
    return await askCluster(tried, asked)
  } catch (error) {
    if (error instanceof ClusterRefusedError && error.status === 404) return undefined
    throw error
  }
}

/** The error for an answer that is no success. */
export function refusal(
  tried: string,
  status: number,
  message: string,
  cause?: unknown,
): ClusterRefusedError {
  const said = [`HTTP ${status}`, message].filter(Boolean).join(' ')
  return new ClusterRefusedError(`${tried}: ${said}${hintFor(status, message)}`, status, { cause })
}

function hintFor(status: number, message: string): string {
  if (status === 401)
    return ': the credentials of the kubeconfig have expired or are unknown there; log in again'
  if (status !== 403) return ''
  if (message.includes('system:anonymous'))
    return '; no credentials were sent: log in, or name a user in the context'
  return '; see the Role dwmops-operator'
}

/** The message within a Status object of the API server. */
export function messageOf(body: unknown): string {
  try {
    const status: unknown = typeof body === 'string' ? JSON.parse(body) : body
    if (typeof status === 'object' && status !== null && 'message' in status) return String(status.message)
  } catch {
    // a proxy on the way answered with a page of its own: the status code has to do
  }
  return ''
}

function reasonOf(error: Error): string {
  const { cause } = error
  const inner = cause instanceof Error && cause.message !== '' ? cause : error
  const hint = hintsOfTls.get((inner as NodeJS.ErrnoException).code ?? '')
  return hint === undefined ? inner.message : `${inner.message}: ${hint}`
}

const untrusted = 'set certificate-authority of the cluster in the kubeconfig, or NODE_EXTRA_CA_CERTS'
/** Codes of OpenSSL and Node (https://nodejs.org/api/tls.html#x509-certificate-error-codes, read 2026-11-30). */
const hintsOfTls: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['CERT_HAS_EXPIRED', 'the certificate of the API server has expired'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'the certificate is for another name; set tls-server-name in the kubeconfig',
  ],
])
