import { type ClusterOptions, openCluster, setSuspended } from '@dwmops/cluster'
import { printJson, say } from '../print.ts'
import { auditedOperation } from './audited-operation.ts'
import { type ConfirmOptions, confirmChange, nameTarget } from './confirm-change.ts'
import { presentOf, stageNames } from './stage-selection.ts'

interface Options extends ClusterOptions, ConfirmOptions {
  readonly json?: boolean
}

/** Starts no more runs of these stages, or of all; where that is production it asks, or needs `yes`. */
export async function suspend(names: readonly string[], options: Options): Promise<void> {
  await change(names, true, options)
}

/** Starts runs of these stages again, or of all. */
export async function resume(names: readonly string[], options: Options): Promise<void> {
  await change(names, false, options)
}

async function change(given: readonly string[], suspended: boolean, options: Options): Promise<void> {
  const wanted = stageNames(given)
  const cluster = openCluster(options)
  const what = given.length === 0 ? 'all stages' : wanted.join(', ')
  if (suspended) await confirmChange(cluster, `suspend ${what}`, options)
  else nameTarget(cluster)
  const names = given.length === 0 ? await presentOf(cluster, wanted) : wanted
  const action = suspended ? 'POST /operations/pause' : 'POST /operations/resume'
  const changed = await auditedOperation(cluster, { action, facts: { stages: names.join(' ') } }, () =>
    setSuspended(cluster, names, suspended),
  )
  if (options.json) return printJson({ namespace: cluster.namespace, changed })
  const word = suspended ? 'suspended' : 'resumed'
  for (const name of names) say(`${name.padEnd(20)} ${changed.includes(name) ? word : `was ${word} already`}`)
}
