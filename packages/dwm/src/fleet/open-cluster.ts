import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { BatchV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node'
import { InputError } from '../files/input-error.ts'

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

const podToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/** Opens the cluster that KUBECONFIG, ~/.kube/config or the pod itself names. Throws InputError when none does. */
export function openCluster(options: ClusterOptions): Cluster {
  const cluster = openClusterIfAny(options)
  if (cluster !== undefined) return cluster
  throw new InputError(undefined, 'no cluster is known: log in (oc login), or set KUBECONFIG')
}

/** The same; undefined when nothing names a cluster. Throws InputError for a context that is not there. */
export function openClusterIfAny({ namespace, context }: ClusterOptions): Cluster | undefined {
  if (!isClusterNamed()) return undefined
  const config = load()
  if (context !== undefined) config.setCurrentContext(context)
  const current = config.getContextObject(config.getCurrentContext())
  if (config.getCurrentCluster() === null || current === null) {
    throw new InputError(undefined, `kubeconfig: no context ${config.getCurrentContext()} with a cluster`)
  }
  return {
    namespace: namespace ?? current.namespace ?? 'default',
    batch: config.makeApiClient(BatchV1Api),
    core: config.makeApiClient(CoreV1Api),
    config,
  }
}

/** The client itself would fall back to localhost:8080, where nobody is. */
function isClusterNamed(): boolean {
  if ((process.env['KUBECONFIG'] ?? '') !== '') return true
  return existsSync(path.join(homedir(), '.kube/config')) || existsSync(podToken)
}

function load(): KubeConfig {
  const config = new KubeConfig()
  try {
    config.loadFromDefault()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(undefined, `kubeconfig cannot be read: ${reason}`, { cause: error })
  }
  return config
}
