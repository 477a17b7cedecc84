import { createInterface } from 'node:readline/promises'
import { InputError } from '@dwmops/record-files'
import { askUnlessMissing } from './ask-cluster.ts'
import { ClusterRefusedError } from './cluster-errors.ts'
import type { Cluster } from './open-cluster.ts'

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
  if (!process.stdin.isTTY) {
    throw new InputError(undefined, `${cluster.namespace} is production: add --yes to ${change} there`)
  }
  const question = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await question.question(`${cluster.namespace} is production. Really ${change}? [y/N] `)
  question.close()
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new InputError(undefined, 'nothing was changed')
}

/** By ENVIRONMENT in its ConfigMap. A project that we may not ask is taken for production; one without the ConfigMap holds no fleet. */
async function isProduction({ namespace, core }: Cluster): Promise<boolean> {
  const name = 'dwmops-settings'
  try {
    const asked = core.readNamespacedConfigMap({ namespace, name })
    const settings = await askUnlessMissing(`read ConfigMap ${name} of ${namespace}`, asked)
    return settings?.data?.['ENVIRONMENT'] === 'prod'
  } catch (error) {
    if (error instanceof ClusterRefusedError && error.status === 403) return true
    throw error
  }
}
