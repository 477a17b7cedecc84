import { type StageName, stages } from '@dwmops/fleet'
import { setHeaderOptions, type V1CronJob } from '@kubernetes/client-node'
import { askCluster, askUnlessMissing } from './ask-cluster.ts'
import { ClusterSetupError } from './cluster-errors.ts'
import type { Cluster } from './open-cluster.ts'

/** The CronJobs of the stages that are deployed in the project, in the order of the stages; each may have another name there. */
export async function stageCronJobs(cluster: Cluster): Promise<Map<StageName, V1CronJob>> {
  const items = await allCronJobs(cluster)
  const found = stages.flatMap(({ name }): [StageName, V1CronJob][] => {
    const cronJob = namedIn(items, name)
    return cronJob === undefined ? [] : [[name, cronJob]]
  })
  return new Map(found)
}

async function allCronJobs({ namespace, batch }: Cluster): Promise<readonly V1CronJob[]> {
  const asked = batch.listNamespacedCronJob({ namespace })
  return (await askCluster(`list CronJobs of ${namespace}`, asked)).items
}

/** By its name, else by its labels: an overlay may put a prefix or a suffix to names. */
function namedIn(items: readonly V1CronJob[], name: string): V1CronJob | undefined {
  const isOurs = ({ metadata }: V1CronJob) =>
    metadata?.labels?.['app.kubernetes.io/part-of'] === 'dwmops' &&
    metadata.labels['app.kubernetes.io/component'] === name
  return items.find(({ metadata }) => metadata?.name === name) ?? items.find(isOurs)
}

/** One CronJob, which may have another name there. Throws ClusterSetupError when the project has none. */
export async function cronJobNamed(cluster: Cluster, name: string): Promise<V1CronJob> {
  const { namespace, batch } = cluster
  const asked = batch.readNamespacedCronJob({ namespace, name })
  const found =
    (await askUnlessMissing(`read CronJob ${name} of ${namespace}`, asked)) ??
    namedIn(await allCronJobs(cluster), name)
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
    const { name: there = name } = cronJobs.get(name)?.metadata ?? {}
    const change = { namespace, name: there, body: { spec: { suspend } } }
    await askCluster(
      `${suspend ? 'suspend' : 'resume'} ${name}`,
      batch.patchNamespacedCronJob(change, mergePatch),
    )
  }
  return changing
}

const mergePatch = setHeaderOptions('Content-Type', 'application/merge-patch+json')
