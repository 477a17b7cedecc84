import { ClusterError } from '@dwmops/cluster'

/** The queues did not run empty in the time that was given. */
export class DrainTimeoutError extends ClusterError {
  override readonly name = 'DrainTimeoutError'
  override readonly code = 'DWM_DRAIN_TIMEOUT'
}
