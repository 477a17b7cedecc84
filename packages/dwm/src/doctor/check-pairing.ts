import type { Cluster } from '@dwmops/cluster'
import { listRuns } from '@dwmops/job-runner'
import { InputError } from '@dwmops/record-files'
import type { Db } from 'mongodb'
import { environmentOf } from '../fleet/environment-of.ts'
import { hasStarted, podsWith } from '../fleet/stage-pods.ts'
import { broken, type Judgment, ok, warning } from './finding.ts'

const runsLookedAt = 200
const advice =
  'MONGODB_URL and the kubeconfig mean different fleets: correct one of the two before you drain or restore'

/**
 * Whether the database is the one of the project: it remembers the runs of the project's pods, by their names, and the same environment.
 * Addresses do not prove it, since a pod and this machine reach one database under different names.
 */
export async function checkPairing(cluster: Cluster, queueDb: Db): Promise<Judgment> {
  const { namespace } = cluster
  const environment = await environmentOf(cluster)
  const runs = await listRuns(queueDb, { limit: runsLookedAt })
  const pods = (await podsWith(cluster, 'app.kubernetes.io/part-of=dwmops')).filter(hasStarted)
  return judgePairing({
    ...{ namespace, environment, runs },
    pods: pods.flatMap(({ metadata }) => metadata?.name ?? []),
  })
}

/** Throws InputError when the database remembers runs of another environment than the project's: they mean different fleets. */
export async function refuseOtherFleet(cluster: Cluster, queueDb: Db): Promise<void> {
  const runs = await listRuns(queueDb, { limit: 1 })
  const facts = { namespace: cluster.namespace, environment: await environmentOf(cluster), pods: [], runs }
  const { verdict, fact, advice } = judgePairing(facts)
  if (verdict === 'broken') throw new InputError(undefined, `${fact}: ${advice}`)
}

interface Facts {
  readonly namespace: string
  readonly environment: string | undefined
  readonly pods: readonly string[]
  readonly runs: readonly { readonly owner: string; readonly environment: string }[]
}

/** The same by what both sides say. */
export function judgePairing({ namespace, environment, pods, runs }: Facts): Judgment {
  const [newest] = runs
  if (newest === undefined)
    return warning('the database remembers no run yet', 'look again after the first run')
  if (environment !== undefined && newest.environment !== environment) {
    return broken(
      `${namespace} is ${environment}, but the database remembers runs of ${newest.environment}`,
      advice,
    )
  }
  // a run names itself after its host, which is the pod's name as far as a host name goes
  const hosts = pods.map((pod) => `${pod.slice(0, 63)}.`)
  if (hosts.some((host) => runs.some(({ owner }) => owner.startsWith(host))))
    return ok(`the database remembers the runs of ${namespace}`)
  if (pods.length === 0)
    return warning(`${namespace} keeps no pod of a run to compare`, 'look again after a run')
  return broken(`the database remembers none of the ${pods.length} pods of ${namespace} that ran`, advice)
}
