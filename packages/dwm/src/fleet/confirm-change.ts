import { type Cluster, ClusterRefusedError } from '@dwmops/cluster'
import { askPerson } from '../ask-person.ts'
import { environmentOf } from './environment-of.ts'

export interface ConfirmOptions {
  /** Do it without asking. */
  readonly yes?: boolean
}

/** Names the project and context in which something is about to change, on standard error. */
export function nameTarget({ namespace, config }: Cluster): void {
  const context = config.getCurrentContext()
  process.stderr.write(`dwm: project ${namespace}, context ${context}\n`)
}

/**
 * The same; where the project is production a person at a terminal is asked, and elsewhere `--yes` is needed. `change` is what will be
 * done, such as `suspend all stages`. Throws InputError for no.
 */
export async function confirmChange(
  cluster: Cluster,
  change: string,
  { yes = false }: ConfirmOptions,
): Promise<void> {
  nameTarget(cluster)
  if (yes || !(await isProduction(cluster))) return
  const where = `${cluster.namespace} is production`
  await askPerson(`${where}. Really ${change}?`, `${where}: add --yes to ${change} there`)
}

/** By ENVIRONMENT in its ConfigMap. A project that we may not ask is taken for production; one without the ConfigMap holds no fleet. */
async function isProduction(cluster: Cluster): Promise<boolean> {
  try {
    return (await environmentOf(cluster)) === 'prod'
  } catch (error) {
    if (error instanceof ClusterRefusedError && error.status === 403) return true
    throw error
  }
}
