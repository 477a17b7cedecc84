import { InputError } from '@dwmops/record-files'
import { BatchV1Api, CoreV1Api, type KubeConfig } from '@kubernetes/client-node'
import { loadKubeconfig } from './kubeconfig.ts'

/** The project that a command works in. */
export interface Cluster {
  readonly namespace: string
  readonly batch: BatchV1Api
  readonly core: CoreV1Api
  readonly config: KubeConfig
}

export interface ClusterOptions {
  readonly namespace?: string
  readonly context?: string
}

/** Opens the cluster that KUBECONFIG, ~/.kube/config or the pod itself names. Throws InputError when none does. */
export function openCluster(options: ClusterOptions): Cluster {
  const cluster = openClusterIfAny(options)
  if (cluster !== undefined) return cluster
  throw new InputError(undefined, 'no cluster is known: log in (oc login), or set KUBECONFIG')
}

/** The same; undefined when nothing names a cluster. Throws InputError for a context that is not there, or names what is not there. */
export function openClusterIfAny({ namespace, context }: ClusterOptions): Cluster | undefined {
  const config = loadKubeconfig()
  if (config === undefined) return undefined
  if (context !== undefined) config.setCurrentContext(context)
  return {
    namespace: namespace ?? checkedContext(config).namespace ?? 'default',
    batch: config.makeApiClient(BatchV1Api),
    core: config.makeApiClient(CoreV1Api),
    config,
  }
}

function checkedContext(config: KubeConfig) {
  const name = config.getCurrentContext()
  const known = config.getContexts().map((one) => one.name)
  if (!name) {
    throw new InputError(
      undefined,
      `kubeconfig: no current context; kubectl config use-context, or --context with one of ${known.join(', ') || 'none'}`,
    )
  }
  const current = config.getContextObject(name)
  if (current === null) {
    throw new InputError(undefined, `kubeconfig: no context ${name}; there are ${known.join(', ') || 'none'}`)
  }
  if (config.getCluster(current.cluster) === null) {
    throw new InputError(
      undefined,
      `kubeconfig: context ${name} names a cluster that is not there: ${current.cluster}`,
    )
  }
  if (current.user && config.getUser(current.user) === null) {
    throw new InputError(
      undefined,
      `kubeconfig: context ${name} names a user that is not there: ${current.user}; log in`,
    )
  }
  return current
}
