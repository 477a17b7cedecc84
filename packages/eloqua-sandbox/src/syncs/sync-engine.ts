import type { Definition } from '../definitions/definition.ts'
import { durationMs } from '../definitions/duration.ts'
import type { ActiveFaults } from '../faults/active-faults.ts'
import { FilterError } from '../filter/filter-error.ts'
import { notFound } from '../http/refusal.ts'
import type { Instance } from '../instance/instance.ts'
import type { PlannedChanges } from '../outside/planned-changes.ts'
import { endAction } from './actions/end-action.ts'
import { sendCallback } from './callback.ts'
import { endExport } from './export/end-export.ts'
import { selectRows } from './export/select-rows.ts'
import { endImport } from './import/end-import.ts'
import { fateOf, type Sync, type SyncKind } from './sync.ts'
import { syncItem } from './sync-item.ts'
import { SyncLog } from './sync-log.ts'

const kinds = { exports: 'export', imports: 'import', syncActions: 'action' } as const

/** How long syncs stay pending and active, in milliseconds of the clock. */
export interface SyncTimes {
  readonly pendingMs: number
  readonly activeMs: number
}

/** What an engine works on and by. */
export interface EngineParts {
  readonly instance: Instance
  readonly faults: ActiveFaults
  readonly changes: PlannedChanges
  readonly times: SyncTimes
  readonly firstId: number
}

/** Starts syncs and carries them on as far as the clock has come, in the order of their times. */
export class SyncEngine {
  readonly #instance: Instance
  readonly #faults: ActiveFaults
  readonly #changes: PlannedChanges
  readonly #times: SyncTimes
  readonly #firstId: number
  readonly #syncs: Sync[] = []
  readonly #running = new Set<Sync>()

  constructor({ instance, faults, changes, times, firstId }: EngineParts) {
    this.#instance = instance
    this.#faults = faults
    this.#changes = changes
    this.#times = times
    this.#firstId = firstId
  }

  start(definition: Definition, owner: string, callbackUrl?: string): Sync {
    const now = this.#instance.clock.now()
    const kind = kinds[definition.kind]
    const course = this.#course(kind, definition.uri)
    const startsAt = course.stuckAt === 'pending' ? Number.POSITIVE_INFINITY : now + this.#times.pendingMs
    const id = this.#firstId + this.#syncs.length
    const sync: Sync = {
      ...{ id, uri: `/syncs/${id}`, kind, definition, owner, callbackUrl },
      ...{ createdAt: now, startsAt, course, log: new SyncLog(), rejects: [], status: 'pending' },
      endsAt: course.stuckAt ? Number.POSITIVE_INFINITY : startsAt + this.#times.activeMs + course.slowerMs,
      ...{ startedAt: undefined, endedAt: undefined, exported: undefined, files: [] },
      ...{ keptUntil: Number.POSITIVE_INFINITY, rows: 0, duplicates: 0 },
    }
    this.#syncs.push(sync)
    this.#running.add(sync)
    return sync
  }

  all(): readonly Sync[] {
    return this.#syncs
  }

  get(id: string): Sync {
    const sync = /^\d+$/.test(id) ? this.#syncs[Number(id) - this.#firstId] : undefined
    if (!sync) throw notFound('The sync')
    return sync
  }

  /** Whether a definition is in a sync that has not ended. */
  isBusy(definition: Definition): boolean {
    return [...this.#running].some((sync) => sync.definition === definition)
  }

  /** Lets go of the rows of an export. */
  forget(sync: Sync): void {
    sync.exported = undefined
    sync.keptUntil = Number.NEGATIVE_INFINITY
  }

  /** Does all that is due. */
  run(): void {
    const now = this.#instance.clock.now()
    for (let next = this.#next(); next && dueAt(next) <= now; next = this.#next()) {
      this.#changes.onTime(dueAt(next))
      if (next.status === 'pending') this.#activate(next)
      else this.#end(next)
    }
    this.#changes.onTime(now)
  }

  #next(): Sync | undefined {
    let next: Sync | undefined
    for (const sync of this.#running) if (!next || dueAt(sync) < dueAt(next)) next = sync
    return next
  }

  #course(kind: SyncKind, path: string): Sync['course'] {
    const trigger = (name: Parameters<ActiveFaults['trigger']>[0]) =>
      this.#faults.trigger(name, { kind, path })
    return fateOf({
      error: trigger('sync-error') ?? trigger('sync-temporary'),
      stuck: trigger('sync-stuck'),
      slow: trigger('sync-slow'),
    })
  }

  /** Takes what the sync works on: staged data, or the rows of an export as they are now. */
  #activate(sync: Sync): void {
    const { definition } = sync
    this.#changes.onSync('before', sync)
    sync.status = 'active'
    sync.startedAt = sync.startsAt
    if (sync.kind === 'export') {
      try {
        sync.exported = selectRows(sync, this.#instance, this.#faults)
      } catch (error) {
        if (!(error instanceof FilterError)) throw error
        sync.log.add(sync.startsAt, 'ELQ-00122', { severity: 'error' })
      }
      sync.rows = sync.exported?.rows.length ?? 0
      return
    }
    sync.files = definition.staged
    definition.staged = []
    this.#loseBody(sync)
    sync.rows = sync.files.reduce((sum, { size }) => sum + size, 0)
  }

  #loseBody(sync: Sync): void {
    const fault = this.#faults.trigger('lost-body', { kind: sync.kind, path: sync.definition.uri })
    if (!fault) return
    sync.files = sync.files.slice(0, -1)
    if (fault['code']) sync.log.add(sync.startsAt, fault['code'], { severity: 'warning' })
  }

  #end(sync: Sync): void {
    const at = sync.endsAt
    const { error } = sync.course
    if (sync.definition.deleted) sync.log.add(at, 'ELQ-00143', { severity: 'error' })
    else if (!error || error.applied) this.#work(sync, at)
    if (error) sync.log.add(at, error.code, { severity: 'error' })
    const unknown = this.#faults.trigger('unknown-code', { kind: sync.kind, path: sync.definition.uri })
    if (unknown) {
      const severity =
        unknown['severity'] === 'error' || unknown['severity'] === 'warning'
          ? unknown['severity']
          : 'information'
      sync.log.add(at, unknown['code'] ?? '', { severity })
    }
    sync.status = sync.log.status()
    const message = `Sync processed for sync ${sync.id}, resulting in ${sync.status} status.`
    sync.log.add(at, 'ELQ-00101', { message })
    sync.endedAt = at
    sync.files = []
    // an export that ended in error has nothing to be read
    if (sync.status === 'error' && !error?.applied) sync.exported = undefined
    sync.keptUntil =
      at + (durationMs(sync.definition.body.dataRetentionDuration ?? '') ?? Number.POSITIVE_INFINITY)
    this.#running.delete(sync)
    this.#changes.onSync('after', sync)
    if (sync.callbackUrl !== undefined) sendCallback(sync.callbackUrl, syncItem(sync))
  }

  #work(sync: Sync, at: number): void {
    const isRefused = sync.kind === 'export' && !sync.exported
    if (sync.rows === 0 && !isRefused) this.#logNothing(sync, at)
    else if (sync.kind === 'export' && sync.exported) endExport(sync, this.#instance, this.#faults, at)
    else if (sync.kind === 'import') endImport(sync, this.#instance, this.#faults, at)
    else if (sync.kind === 'action') endAction(sync, this.#instance, this.#faults, at)
  }

  #logNothing(sync: Sync, at: number): void {
    const fault = this.#faults.trigger('empty-sync', { kind: sync.kind, path: sync.definition.uri })
    const severity = fault?.['severity'] === 'error' ? 'error' : fault ? 'warning' : 'information'
    sync.log.add(at, 'ELQ-00124', { severity })
    if (sync.kind === 'export') sync.log.add(at, 'ELQ-00102', { count: 0 })
  }
}

function dueAt(sync: Sync): number {
  return sync.status === 'pending' ? sync.startsAt : sync.endsAt
}
