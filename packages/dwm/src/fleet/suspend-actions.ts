import { printJson, say } from '../print.ts'
import { setSuspended, stageCronJobs, stageNames } from './cron-jobs.ts'
import { type ClusterOptions, openCluster } from './open-cluster.ts'

interface Options extends ClusterOptions {
  readonly json?: boolean
}

export async function suspend(names: readonly string[], options: Options): Promise<void> {
  await change(names, true, options)
}

export async function resume(names: readonly string[], options: Options): Promise<void> {
  await change(names, false, options)
}

async function change(given: readonly string[], suspended: boolean, options: Options): Promise<void> {
  const names = stageNames(given)
  const cluster = openCluster(options)
  const changed = await setSuspended(cluster, names, suspended)
  if (options.json) return printJson({ changed })
  const word = suspended ? 'suspended' : 'resumed'
  for (const name of await stageCronJobs(cluster).then((all) => all.keys())) {
    if (names.includes(name))
      say(`${name.padEnd(20)} ${changed.includes(name) ? word : `was ${word} already`}`)
  }
}
