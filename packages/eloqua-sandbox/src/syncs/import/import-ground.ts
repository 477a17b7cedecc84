import type { Definition } from '../../definitions/definition.ts'
import type { ActiveFaults, FaultArguments } from '../../faults/active-faults.ts'
import type { FaultName } from '../../faults/fault-catalog.ts'
import { type Instance, snapshotOf } from '../../instance/instance.ts'
import type { Source } from '../../statements/reader.ts'
import { resolveStatement } from '../../statements/resolve-statement.ts'

/** What the import of a definition knows throughout. */
export interface ImportGround {
  readonly instance: Instance
  readonly definition: Definition
  readonly keys: readonly string[]
  readonly sources: ReadonlyMap<string, Source>
  readonly identifier: string | undefined
  readonly identifierSource: Source | undefined
  readonly at: number
  /** whether rejects are numbered anew in each body */
  readonly indexByBody: boolean
  trigger(fault: FaultName): FaultArguments | undefined
}

export function importGround(
  definition: Definition,
  instance: Instance,
  faults: ActiveFaults,
  at: number,
): ImportGround {
  const { body, entity, uri } = definition
  const sources = new Map<string, Source>()
  for (const [key, statement] of Object.entries(body.fields)) {
    const source = resolveStatement(instance, entity, statement)
    if (source) sources.set(key, source)
  }
  const identifier = body.identifierFieldName
  return {
    ...{ instance, definition, sources, identifier, at },
    keys: Object.keys(body.fields),
    indexByBody: faults.trigger('index-by-body', { path: uri }) !== undefined,
    identifierSource: identifier === undefined ? undefined : sources.get(identifier),
    trigger: (fault) => faults.trigger(fault, { path: uri }),
  }
}

/** Finds the rows of the entity that have a value where the definition has its identifier. */
export function rowFinder(ground: ImportGround, source: Source, caseSensitive: boolean) {
  const { instance, definition } = ground
  const { entity } = definition
  if (entity === instance.contacts && source.field?.dataType === 'emailAddress' && !caseSensitive) {
    return (value: string): readonly number[] => {
      const row = instance.contacts.rowOfEmail(value)
      return row === undefined ? [] : [row]
    }
  }
  if (source.identity === 'id') {
    return (value: string): readonly number[] => {
      const row = entity.table.rowOf(value.trim())
      return row === undefined ? [] : [row]
    }
  }
  const keyOf = identifierKey(caseSensitive)
  const read = source.reader(snapshotOf(instance, entity), { utc: true })
  const rows = Map.groupBy(entity.table.rows(), (row) => keyOf(read(row)))
  return (value: string): readonly number[] => rows.get(keyOf(value)) ?? []
}

/** What two identifiers must share to be one. */
export function identifierKey(caseSensitive: boolean): (value: string) => string {
  return caseSensitive ? (value) => value.trim() : (value) => value.trim().toLowerCase()
}
