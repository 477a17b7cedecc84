import type { V1Pod } from '@kubernetes/client-node'
import { askCluster } from './ask-cluster.ts'
import type { Cluster } from './open-cluster.ts'

/** Pods with a label, oldest first. */
export async function podsWith({ namespace, core }: Cluster, label: string): Promise<V1Pod[]> {
  const asked = core.listNamespacedPod({ namespace, labelSelector: label })
  const { items } = await askCluster(`list pods of ${namespace} with ${label}`, asked)
  return items.toSorted((a, b) => startOf(a) - startOf(b))
}

/** Whether its process has run, so that there is a log. */
export function hasStarted({ status }: V1Pod): boolean {
  const state = status?.containerStatuses?.[0]?.state
  return state?.running !== undefined || state?.terminated !== undefined
}

/** Undefined while it runs. */
export function exitCodeOf({ status }: V1Pod): number | undefined {
  return status?.containerStatuses?.[0]?.state?.terminated?.exitCode
}

/** What a pod waits for before its process starts, in the cluster's words. */
export function whyWaiting({ status }: V1Pod): string | undefined {
  const waiting = status?.containerStatuses?.[0]?.state?.waiting
  const unscheduled = status?.conditions?.find(({ type, status: holds }) => {
    return type === 'PodScheduled' && holds === 'False'
  })
  const { reason, message } = waiting ?? unscheduled ?? {}
  return reason === undefined ? undefined : [reason, message].filter(Boolean).join(': ')
}

function startOf({ metadata }: V1Pod): number {
  return metadata?.creationTimestamp === undefined ? 0 : new Date(metadata.creationTimestamp).getTime()
}
