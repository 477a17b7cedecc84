import type { ActiveFaults } from '../faults/active-faults.ts'
import type { FaultName } from '../faults/fault-catalog.ts'
import { filterManners } from '../faults/filter-manners.ts'
import { notFound } from '../http/refusal.ts'
import type { Entity, Instance } from '../instance/instance.ts'
import { isoTime } from '../iso-time.ts'
import { checkExport } from './check-export.ts'
import { checkImport } from './check-import.ts'
import { checkSyncActionBody } from './check-sync-action.ts'
import type { Definition, DefinitionBody, DefinitionKind } from './definition.ts'
import { durationMs } from './duration.ts'

type Body = Readonly<Record<string, unknown>>

/** All definitions of the instance. */
export class Definitions {
  readonly #instance: Instance
  readonly #faults: ActiveFaults
  readonly #byUri = new Map<string, Definition>()
  readonly #nextIds = new Map<string, number>()
  readonly #firstId: number

  constructor(instance: Instance, faults: ActiveFaults, firstId: number) {
    this.#instance = instance
    this.#faults = faults
    this.#firstId = firstId
  }

  create(kind: DefinitionKind, entity: Entity, body: Body, by: string): Definition {
    const path = `${entity.path}/${kind}`
    const checked = this.#check(kind, entity, body, path)
    const id = this.#nextIds.get(path) ?? this.#firstId
    this.#nextIds.set(path, id + 1)
    const now = this.#instance.clock.now()
    const definition: Definition = {
      ...{ kind, entity, id, uri: `${path}/${id}`, body: checked },
      ...{ createdBy: by, createdAt: now, updatedBy: by, updatedAt: now },
      ...{ staged: [], stagedAt: now, deleted: false },
    }
    this.#byUri.set(definition.uri.toLowerCase(), definition)
    return definition
  }

  /** Changes what the body says and leaves the rest. */
  change(definition: Definition, body: Body, by: string): void {
    const { kind, entity, uri } = definition
    definition.body = this.#check(kind, entity, { ...definition.body, ...body }, uri)
    definition.updatedBy = by
    definition.updatedAt = this.#instance.clock.now()
  }

  /** Throws a Refusal (400) when a definition does not hold any more, say because its list is gone. */
  recheck({ kind, entity, body, uri }: Definition): void {
    this.#check(kind, entity, { ...body }, uri)
  }

  find(uri: string): Definition | undefined {
    return this.#byUri.get(uri.toLowerCase())
  }

  get(uri: string): Definition {
    const definition = this.find(uri)
    if (!definition) throw notFound('The definition')
    return definition
  }

  /** Those of an entity, or of all. */
  all(kind: DefinitionKind, entity?: Entity): Definition[] {
    const isMeant = (one: Definition) => one.kind === kind && (entity ?? one.entity) === one.entity
    return [...this.#byUri.values()].filter(isMeant)
  }

  delete(definition: Definition): void {
    definition.deleted = true
    definition.staged = []
    this.#byUri.delete(definition.uri.toLowerCase())
  }

  /** Lets go what has outlived its durations. */
  sweep(inUse: (definition: Definition) => boolean): void {
    const now = this.#instance.clock.now()
    for (const definition of this.#byUri.values()) {
      if (now - definition.stagedAt > lifetimeMs(definition.body.dataRetentionDuration))
        definition.staged = []
      const ends = definition.updatedAt + lifetimeMs(definition.body.autoDeleteDuration)
      if (now > ends && !inUse(definition)) this.delete(definition)
    }
  }

  #check(kind: DefinitionKind, entity: Entity, body: Body, path: string): DefinitionBody {
    const trigger = (fault: FaultName) => this.#faults.trigger(fault, { path })
    if (kind === 'exports') {
      const mostRecords = Number(trigger('max-records-refused')?.['most'] ?? Number.POSITIVE_INFINITY)
      return checkExport(body, this.#instance, entity, { mostRecords, filters: filterManners(trigger) })
    }
    const triggers = body['isSyncTriggeredOnImport'] === undefined && trigger('import-triggers') !== undefined
    if (kind === 'syncActions') return checkSyncActionBody(body, this.#instance, entity, { triggers })
    const needsIdentifier = trigger('identifier-required') !== undefined
    const dropsImportRule = trigger('import-rule-ignored') !== undefined
    return checkImport(body, this.#instance, entity, { triggers, needsIdentifier, dropsImportRule })
  }
}

/** A definition as the API returns it. */
export function definitionItem(definition: Definition): Record<string, unknown> {
  const { body, uri, createdBy, createdAt, updatedBy, updatedAt, entity, id } = definition
  const parent = 'id' in entity && definition.kind === 'imports' ? { id, parentId: entity.id } : {}
  return {
    ...body,
    ...parent,
    uri,
    createdBy,
    createdAt: isoTime(createdAt),
    updatedBy,
    updatedAt: isoTime(updatedAt),
  }
}

function lifetimeMs(duration: string | undefined): number {
  return (duration === undefined ? undefined : durationMs(duration)) ?? Number.POSITIVE_INFINITY
}
