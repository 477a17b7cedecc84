import { type StageName, stages } from '@dwmops/fleet'
import { setHeaderOptions, type V1CronJob } from '@kubernetes/client-node'
import { askCluster, askUnlessMissing } from './ask-cluster.ts'
import { ClusterSetupError } from './cluster-errors.ts'
import type { Cluster } from './open-cluster.ts'

/** The CronJobs of the stages that are deployed in the project, in the order of the stages. */
export async function stageCronJobs(cluster: Cluster): Promise<Map<StageName, V1CronJob>> {
  const { namespace, batch } = cluster
  const { items } = await askCluster(
    `list CronJobs of ${namespace}`,
    batch.listNamespacedCronJob({ namespace }),
  )
  const found = stages.flatMap(({ name }): [StageName, V1CronJob][] => {
    const cronJob = items.find((item) => item.metadata?.name === name)
    return cronJob === undefined ? [] : [[name, cronJob]]
  })
  return new Map(found)
}

/** One CronJob. Throws ClusterSetupError when the project has none of that name. */
export async function cronJobNamed({ namespace, batch }: Cluster, name: string): Promise<V1CronJob> {
  const asked = batch.readNamespacedCronJob({ namespace, name })
  const found = await askUnlessMissing(`read CronJob ${name} of ${namespace}`, asked)
  if (found === undefined) throw new ClusterSetupError(`${namespace} has no CronJob ${name}`)
  return found
}

/** Suspends or resumes stages; what is so already stays untouched. Returns the names of those that changed. */
export async function setSuspended(
  cluster: Cluster,
  names: readonly StageName[],
  suspend: boolean,
): Promise<StageName[]> {
  const { namespace, batch } = cluster
  const cronJobs = await stageCronJobs(cluster)
  const missing = names.filter((name) => !cronJobs.has(name))
  if (missing.length > 0) {
    throw new ClusterSetupError(`${namespace} has no CronJob ${missing.join(', ')}`)
  }
  const changing = names.filter((name) => (cronJobs.get(name)?.spec?.suspend ?? false) !== suspend)
  for (const name of changing) {
    const change = { namespace, name, body: { spec: { suspend } } }
    await askCluster(
      `${suspend ? 'suspend' : 'resume'} ${name}`,
      batch.patchNamespacedCronJob(change, mergePatch),
    )
  }
  return changing
}

const mergePatch = setHeaderOptions('Content-Type', 'application/merge-patch+json')
