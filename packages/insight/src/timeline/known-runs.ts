import { findRuns, type RunDocument } from '@dwmops/job-runner'
import type { Db } from 'mongodb'
import type { RunRef } from './timeline.ts'

/** Runs that records name, by id or by owner. */
export interface KnownRuns {
  byId(id: string): RunRef
  byOwner(owner: string | undefined): RunRef | undefined
}

/** Looks up the runs that are named, all at once. */
export async function readKnownRuns(
  queueDb: Db,
  named: { readonly ids: readonly string[]; readonly owners: readonly string[] },
): Promise<KnownRuns> {
  const runs = await findRuns(queueDb, named)
  const ids = new Map(runs.map((run) => [run._id, refOf(run)]))
  const owners = new Map(runs.map((run) => [run.owner, refOf(run)]))
  return {
    byId: (id) => ids.get(id) ?? { id },
    byOwner: (owner) => (owner === undefined ? undefined : owners.get(owner)),
  }
}

function refOf({ _id, stage, startedAt, result }: RunDocument): RunRef {
  return { id: _id, stage, startedAt, ...(result !== undefined && { result }) }
}
