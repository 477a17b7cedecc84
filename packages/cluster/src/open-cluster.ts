import {
  BatchV1Api,
  CoreV1Api,
  createConfiguration,
  type KubeConfig,
  ServerConfiguration,
} from '@kubernetes/client-node'
import { ClusterSetupError } from './cluster-errors.ts'
import { loadKubeconfig } from './kubeconfig.ts'

/** The project that a command works in. */
export interface Cluster {
  readonly namespace: string
  readonly batch: BatchV1Api
  readonly core: CoreV1Api
  readonly config: KubeConfig
}

/** How long a question to the API server waits for its answer, in milliseconds. */
export const answerLimitMs = 30_000

export interface ClusterOptions {
  readonly namespace?: string
  readonly context?: string
  /** How long the API server may take for one answer, in milliseconds: {@link answerLimitMs}. */
  readonly answerMs?: number
}

/** Opens the cluster that KUBECONFIG, ~/.kube/config or the pod itself names. Throws ClusterSetupError when none does. */
export function openCluster(options: ClusterOptions): Cluster {
  const cluster = openClusterIfAny(options)
  if (cluster !== undefined) return cluster
  throw new ClusterSetupError('no cluster configured: log in (oc login), or set KUBECONFIG')
}

/** The same; undefined when nothing names a cluster. Throws ClusterSetupError for a context that is not there, or names what is not there. */
export function openClusterIfAny({
  namespace,
  context,
  answerMs = answerLimitMs,
}: ClusterOptions): Cluster | undefined {
  const config = loadKubeconfig()
  if (config === undefined) return undefined
  if (context !== undefined) config.setCurrentContext(context)
  const ownNamespace = namespace ?? checkedContext(config).namespace ?? 'default'
  const client = clientOf(config, answerMs)
  return { namespace: ownNamespace, batch: new BatchV1Api(client), core: new CoreV1Api(client), config }
}

/** As `makeApiClient` of the kubeconfig, with a time limit: without one, a server that froze is waited for five minutes. */
function clientOf(config: KubeConfig, answerMs: number) {
  return createConfiguration({
    baseServer: new ServerConfiguration(config.getCurrentCluster()?.server ?? '', {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        async pre(request) {
          request.setSignal(AbortSignal.timeout(answerMs))
          return request
        },
        post: async (response) => response,
      },
    ],
  })
}

function checkedContext(config: KubeConfig) {
  const name = config.getCurrentContext()
  const known = config.getContexts().map((one) => one.name)
  if (!name) {
    throw new ClusterSetupError(
      `kubeconfig: no current context; kubectl config use-context, or --context with one of ${known.join(', ') || 'none'}`,
    )
  }
  const current = config.getContextObject(name)
  if (current === null) {
    throw new ClusterSetupError(`kubeconfig: no context ${name}; known: ${known.join(', ') || 'none'}`)
  }
  if (config.getCluster(current.cluster) === null) {
    throw new ClusterSetupError(
      `kubeconfig: context ${name} refers to an unknown cluster: ${current.cluster}`,
    )
  }
  if (current.user && config.getUser(current.user) === null) {
    throw new ClusterSetupError(
      `kubeconfig: context ${name} refers to an unknown user: ${current.user}; log in`,
    )
  }
  return current
}
