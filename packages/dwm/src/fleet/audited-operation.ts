import type { Cluster } from '@dwmops/cluster'
import { type AuditedFacts, audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { refuseOtherFleet } from '../doctor/check-pairing.ts'
import { failureOf } from '../failure.ts'

/** What is done to the stages, by the name that the API has for it. */
export interface Operation {
  readonly action: string
  readonly facts?: AuditedFacts
}

/**
 * Does something to the cluster between an entry of the audit log of its fleet and its end. Where MONGODB_URL names no database of this
 * fleet, or it does not answer, it is done all the same, as stages are stopped most of all then; a line on standard error says so.
 */
export async function auditedOperation<T>(
  cluster: Cluster,
  { action, facts = {} }: Operation,
  work: (facts: AuditedFacts) => Promise<T>,
): Promise<T> {
  const noted = { project: cluster.namespace, ...facts }
  let isBegun = false
  try {
    return await withDatabases(async ({ queueDb }) => {
      await refuseOtherFleet(cluster, queueDb)
      return audited(queueDb, { action, facts: noted }, (more) => {
        isBegun = true
        return work(more)
      })
    })
  } catch (error) {
    if (isBegun) throw error
    const { text } = await failureOf(error, process.env)
    process.stderr.write(`dwm: not in the audit log: ${text.split('\n', 1)[0]}\n`)
    return work({ ...noted })
  }
}
