/** Failures of the cluster, shown in one line. They never hold a token. */
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

/** What a kubeconfig or the caller names is not there, or cannot be read. */
export class ClusterSetupError extends ClusterError {
  override readonly name = 'ClusterSetupError'
  override readonly code = 'DWM_CLUSTER_SETUP'
}
