import {
  findIndicatorObject,
  type ImportPlanner,
  indicatorImport,
  indicatorKeys,
  indicatorRow,
  type SyncJournal,
} from '@dwmops/bulk-sync'
import type { ImportDefinition } from '@dwmops/eloqua-client'
import { exportedAddress } from '@dwmops/fleet'
import type { StageContext } from '@dwmops/job-runner'

type Context = Pick<StageContext<'update-indicators'>, 'settings' | 'abortSignal' | 'runId'>

/** Plans one import of all records of a claim, each by the address that it was exported with. */
export function indicatorPlanner(context: Context): ImportPlanner {
  let made: Promise<ImportDefinition> | undefined
  const definitionOf = (journal: SyncJournal) => (made ??= makeDefinition(context, journal))
  return {
    keys: async () => indicatorKeys,
    carried: ({ id, key, payload }) => ({ id, identifier: exportedAddress(payload, key) }),
    async plan(journal, { items }) {
      const records = items.map(({ id, key, payload }) => ({
        id,
        row: indicatorRow(exportedAddress(payload, key)),
      }))
      return { groups: [{ definition: await definitionOf(journal), records }] }
    },
  }
}

async function makeDefinition(
  { settings, abortSignal: signal, runId }: Context,
  { eloqua }: SyncJournal,
): Promise<ImportDefinition> {
  return indicatorImport(
    await findIndicatorObject(eloqua, settings, { signal }),
    `dwmops update-indicators ${runId}`,
  )
}
