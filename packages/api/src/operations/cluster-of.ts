import type { Cluster } from '@dwmops/cluster'
import type { ApiContext } from '../context.ts'
import { notFound, ProblemError } from '../server/problem.ts'

/** Asks the cluster that the server may operate. Throws a problem where it may not, and for what the cluster answers. */
export async function askingCluster<T>(
  { settings, log }: ApiContext,
  ask: (cluster: Cluster, library: typeof import('@dwmops/cluster')) => Promise<T>,
): Promise<T> {
  if (!settings.apiOperations)
    throw new ProblemError(
      409,
      'OPERATIONS_OFF',
      'this server may not operate the stages: add the component api-operations, which sets API_OPERATIONS',
    )
  // a large library, which most servers never need
  const library = await import('@dwmops/cluster')
  try {
    return await ask(library.openCluster({}), library)
  } catch (error) {
    if (!(error instanceof library.ClusterError)) throw error
    log.warn({ err: error }, 'the cluster refused or did not answer')
    if (error instanceof library.ClusterSetupError)
      throw notFound(`what was asked of the cluster (${error.message})`)
    throw new ProblemError(503, 'CLUSTER_AWAY', `the cluster did not do it: ${error.message}`)
  }
}
