import { askCluster, type Cluster } from '@dwmops/cluster'
import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node'

/** A pod whose process has not started, and why. */
export interface WaitingPod {
  readonly pod: string
  /** Stage, or backup, api and the like. */
  readonly component: string
  /** In the cluster's words: `ImagePullBackOff: Back-off pulling image ...`. */
  readonly why: string
  readonly since: Date | undefined
}

/** Pods with a label, oldest first. */
export async function podsWith({ namespace, core }: Cluster, label: string): Promise<V1Pod[]> {
  const asked = core.listNamespacedPod({ namespace, labelSelector: label })
  const { items } = await askCluster(`list pods of ${namespace} with ${label}`, asked)
  return items.toSorted((a, b) => startOf(a) - startOf(b))
}

/** Pods of dwmops that wait for something, oldest first; those that only just started to are left out. */
export async function waitingPods(cluster: Cluster): Promise<WaitingPod[]> {
  const pods = await podsWith(cluster, 'app.kubernetes.io/part-of=dwmops')
  return pods.flatMap((pod) => {
    const why = whyWaiting(pod)
    return why === undefined || isStarting(pod, why) ? [] : [waitingPod(pod, why)]
  })
}

/** A pod's state as it is shown. */
export function waitingPod({ metadata }: V1Pod, why: string): WaitingPod {
  const since = metadata?.creationTimestamp
  return {
    pod: metadata?.name ?? '',
    component: metadata?.labels?.['app.kubernetes.io/component'] ?? '',
    why,
    since: since === undefined ? undefined : new Date(since),
  }
}

/** Whether its process has run, so that there is a log. */
export function hasStarted(pod: V1Pod): boolean {
  const state = ownStatus(pod)?.state
  return state?.running !== undefined || state?.terminated !== undefined
}

/** Undefined while it runs. */
export function exitCodeOf(pod: V1Pod): number | undefined {
  return ownStatus(pod)?.state?.terminated?.exitCode
}

/** The container of ours, which an injected sidecar may stand before. */
export function ownContainer({ spec, metadata }: V1Pod): string {
  const names = (spec?.containers ?? []).map(({ name }) => name)
  const component = metadata?.labels?.['app.kubernetes.io/component']
  return names.find((name) => name === 'stage' || name === component) ?? names[0] ?? ''
}

/** What a pod waits for before its process starts, in the cluster's words; undefined when it waits for nothing. */
export function whyWaiting(pod: V1Pod): string | undefined {
  const { status } = pod
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return undefined
  const blocked = (status?.initContainerStatuses ?? []).find(({ state }) => isStuck(state?.waiting?.reason))
  const waiting = blocked?.state?.waiting ?? ownStatus(pod)?.state?.waiting
  const unscheduled = status?.conditions?.find(({ type, status: holds }) => {
    return type === 'PodScheduled' && holds === 'False'
  })
  const { reason, message } = waiting ?? unscheduled ?? {}
  if (reason === undefined)
    return status?.phase === 'Pending' ? 'Pending: no node has taken it yet' : undefined
  return [reason, message].filter(Boolean).join(': ')
}

/** Reasons that pass within seconds, unless something is wrong that the cluster does not say. */
const passing = new Set(['ContainerCreating', 'PodInitializing', 'Pending'])
const startingMs = 60_000

function isStuck(reason: string | undefined): boolean {
  return reason !== undefined && !passing.has(reason)
}

function isStarting(pod: V1Pod, why: string): boolean {
  return !isStuck(why.split(':')[0]) && Date.now() - startOf(pod) < startingMs
}

function ownStatus(pod: V1Pod): V1ContainerStatus | undefined {
  const statuses = pod.status?.containerStatuses ?? []
  return statuses.find(({ name }) => name === ownContainer(pod)) ?? statuses[0]
}

function startOf({ metadata }: V1Pod): number {
  return metadata?.creationTimestamp === undefined ? 0 : new Date(metadata.creationTimestamp).getTime()
}
