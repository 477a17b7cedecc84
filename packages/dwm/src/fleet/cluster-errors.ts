/** What a cluster does to a command; told in one line. Never holds a token. */
export class ClusterError extends Error {
  override readonly name: string = 'ClusterError'
  readonly code: string = 'DWM_CLUSTER'
}

/** The API server does not answer, or not in time; later may help. */
export class ClusterAwayError extends ClusterError {
  override readonly name = 'ClusterAwayError'
  override readonly code = 'DWM_CLUSTER_AWAY'
}

/** No credentials could be had for the API server: a plugin that fails, a file that is not there. */
export class CredentialsError extends ClusterError {
  override readonly name = 'CredentialsError'
  override readonly code = 'DWM_CREDENTIALS'
}

/** The API server answered no. */
export class ClusterRefusedError extends ClusterError {
  override readonly name = 'ClusterRefusedError'
  override readonly code = 'DWM_CLUSTER_REFUSED'
  readonly status: number

  constructor(message: string, status: number, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** The queues did not run empty in the time that was given. */
export class DrainTimeoutError extends ClusterError {
  override readonly name = 'DrainTimeoutError'
  override readonly code = 'DWM_DRAIN_TIMEOUT'
}
