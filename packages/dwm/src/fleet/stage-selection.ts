import { type Cluster, ClusterSetupError, stageCronJobs } from '@dwmops/cluster'
import { type StageName, stages } from '@dwmops/fleet'
import { InputError } from '@dwmops/record-files'

/**
 * Those of the stages that have a CronJob in the project; the others are named on standard error. Throws ClusterSetupError when none has.
 */
export async function presentOf(cluster: Cluster, names: readonly StageName[]): Promise<StageName[]> {
  const cronJobs = await stageCronJobs(cluster)
  const missing = names.filter((name) => !cronJobs.has(name)).join(', ')
  const present = names.filter((name) => cronJobs.has(name))
  if (present.length === 0) throw new ClusterSetupError(`${cluster.namespace} has no CronJob ${missing}`)
  if (missing !== '') process.stderr.write(`dwm: ${cluster.namespace} has no CronJob ${missing}\n`)
  return present
}

/** Throws InputError for what is no stage. */
export function stageNames(given: readonly string[]): StageName[] {
  const all: readonly StageName[] = stages.map(({ name }) => name)
  const unknown = given.filter((name) => !all.some((stage) => stage === name))
  if (unknown.length > 0) {
    throw new InputError(undefined, `no stage named ${unknown.join(', ')}; known: ${all.join(', ')}`)
  }
  return given.length === 0 ? [...all] : all.filter((name) => given.includes(name))
}
