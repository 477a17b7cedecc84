import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { EloquaContext } from '@dwmops/bulk-sync'
import { type StageSettings, settingsOfStage } from '@dwmops/job-runner'
import type { Db } from 'mongodb'

/** The settings of an undo: those of the stage that imports contacts. */
export const undoSettings = settingsOfStage('post-contacts')

export type UndoSettings = StageSettings<'post-contacts'>

/** What an undo works with: databases, settings with the login to Eloqua, log and signals. */
export interface UndoParts {
  readonly rulesDb: Db
  readonly context: EloquaContext & { readonly settings: UndoSettings }
}

/** What `openUndo` is given. */
export interface UndoWorld {
  /** Names the undo; a new name unless given. */
  readonly id?: string
  readonly queueDb: Db
  readonly rulesDb: Db
  readonly settings: UndoSettings
  readonly log: EloquaContext['log']
  /** Aborted when the undo has to stop; what it holds is resumed by the next one. */
  readonly signal: AbortSignal
}

/** Longest time that an undo waits for Eloqua; a sync is given up as late. */
const mostMs = 6 * 3_600_000

/** Puts together what an undo works with. Outside production nothing is written unless ELOQUA_WRITE says so. */
export function openUndo({
  id = randomUUID(),
  queueDb,
  rulesDb,
  settings,
  log,
  signal,
}: UndoWorld): UndoParts {
  const { eloquaWrite, environment } = settings
  const startedAt = new Date()
  const context = {
    stage: 'undo',
    settings,
    log,
    owner: `${hostname()}.${process.pid}@${startedAt.toISOString()}`,
    runId: id,
    queueDb,
    abortSignal: signal,
    stopSignal: signal,
    deadlineAt: new Date(startedAt.getTime() + mostMs),
    eloquaWrite: eloquaWrite ?? environment === 'prod',
    count: () => undefined,
    countValues: () => undefined,
  }
  return { rulesDb, context }
}
