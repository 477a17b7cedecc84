import type { V1Job } from '@kubernetes/client-node'
import { askCluster } from './ask-cluster.ts'
import type { Cluster } from './open-cluster.ts'

/** Whether a Job has come to its end, and how; undefined: not yet. */
export function endOf({ status }: V1Job): { ok: boolean; reason: string } | undefined {
  const end = status?.conditions?.find(
    ({ type, status: holds }) => holds === 'True' && (type === 'Complete' || type === 'Failed'),
  )
  return end && { ok: end.type === 'Complete', reason: end.message ?? end.reason ?? '' }
}

/** How many Jobs of each component have not come to their end, those that a person started included. */
export async function runningJobs({ namespace, batch }: Cluster): Promise<Map<string, number>> {
  const labelSelector = 'app.kubernetes.io/component'
  const asked = batch.listNamespacedJob({ namespace, labelSelector })
  const { items } = await askCluster(`list Jobs of ${namespace}`, asked)
  const running = new Map<string, number>()
  for (const job of items) {
    const component = job.metadata?.labels?.['app.kubernetes.io/component'] ?? ''
    if (endOf(job) === undefined) running.set(component, (running.get(component) ?? 0) + 1)
  }
  return running
}
