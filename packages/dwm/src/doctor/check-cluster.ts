import { type Cluster, type ClusterOptions, openClusterIfAny, stageCronJobs } from '@dwmops/cluster'
import { stages } from '@dwmops/fleet'
import type { V1CronJob } from '@kubernetes/client-node'
import { waitingPods } from '../fleet/stage-pods.ts'
import { checkMonitoring } from './check-monitoring.ts'
import { checkPairing } from './check-pairing.ts'
import { checkSecrets } from './check-secrets.ts'
import type { Check } from './examine.ts'
import { broken, type Judgment, ok, warning } from './finding.ts'
import type { OpenDatabases } from './open-databases.ts'

/** What there is to check of the project on its cluster; whether the database is its own, where the database answers. */
export function clusterChecks(options: ClusterOptions, databases: OpenDatabases | undefined): Check[] {
  const cluster = { get: () => openClusterIfAny(options) }
  if (isUnknown(cluster)) return [{ name: 'project', run: async () => unknown }]
  const opened = lazily(() => cluster.get() as Cluster)
  return [
    { name: 'project', run: async () => checkProject(opened()) },
    { name: 'stages', run: async () => checkStages(await stageCronJobs(opened())) },
    { name: 'pods', run: () => checkPods(opened()) },
    { name: 'secrets', run: () => checkSecrets(opened()) },
    { name: 'monitoring', run: () => checkMonitoring(opened()) },
    ...(databases === undefined
      ? []
      : [{ name: 'database of the project', run: () => checkPairing(opened(), databases.queueDb) }]),
  ]
}

const unknown = warning('not checked: no cluster is known', 'log in (oc login), or set KUBECONFIG')

/** A kubeconfig that cannot be used is reported by the first check. */
function isUnknown(cluster: { get(): Cluster | undefined }): boolean {
  try {
    return cluster.get() === undefined
  } catch {
    return false
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function checkProject({ namespace, config }: Cluster): Judgment {
  const cluster = config.getCurrentCluster()
  return ok(`project ${namespace}, context ${config.getCurrentContext()}, at ${cluster?.server}`)
}

/** Whether each stage has its CronJob, and none of production is suspended. */
export function checkStages(cronJobs: ReadonlyMap<string, V1CronJob>): Judgment[] {
  const names = stages.map(({ name }) => name)
  const missing = names.filter((name) => !cronJobs.has(name))
  const suspended = names.filter((name) => cronJobs.get(name)?.spec?.suspend === true)
  if (missing.length > 0)
    return [broken(`no CronJob ${missing.join(', ')}`, 'oc apply -k the overlay of the project')]
  if (suspended.length > 0)
    return [warning(`suspended: ${suspended.join(', ')}`, 'dwm resume, when they are to work')]
  return [ok('all six stages are there and not suspended')]
}

async function checkPods(cluster: Cluster): Promise<readonly Judgment[]> {
  const waiting = await waitingPods(cluster)
  if (waiting.length === 0) return [ok('no pod waits')]
  return waiting.map(({ pod, why }) => broken(`${pod} waits: ${why}`, adviceFor(why)))
}

function adviceFor(why: string): string {
  if (/Image|ErrImage/.test(why))
    return 'see that the image is there under this name, and that the project may pull it'
  if (/CreateContainerConfig/.test(why)) return 'make the Secret, ConfigMap or key that it names'
  if (/Unschedulable|Pending|Insufficient/.test(why))
    return 'see quota, requests and taints: no node takes it'
  return 'oc describe pod has more'
}
