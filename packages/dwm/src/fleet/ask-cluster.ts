import { ApiException } from '@kubernetes/client-node'
import { ClusterAwayError, ClusterRefusedError } from './cluster-errors.ts'

/** Waits for an answer of the API server. Throws ClusterRefusedError and ClusterAwayError, which say what was tried. */
export async function askCluster<T>(tried: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiException) throw refusal(tried, error.code, messageOf(error.body), error)
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
  const hint = status === 401 ? '; log in again' : status === 403 ? '; see the Role dwmops-operator' : ''
  return new ClusterRefusedError(`${tried}: HTTP ${status} ${message}${hint}`, status, { cause })
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
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}
