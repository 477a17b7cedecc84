import { recordColumns } from '../../instance/custom-object.ts'
import { snapshotOf } from '../../instance/instance.ts'
import { resolveStatement } from '../../statements/resolve-statement.ts'
import type { ImportGround } from './import-ground.ts'
import type { Candidate } from './screen-records.ts'

type Linker = (row: number, candidate: Candidate) => boolean

/** Links records to the contacts that `mapDataCards` points at; returns whether a link was made. */
export function recordLinker(ground: ImportGround): Linker {
  const { definition, instance } = ground
  const { mapDataCards, mapDataCardsEntityField, mapDataCardsSourceField, mapDataCardsCaseSensitiveMatch } =
    definition.body
  const { contacts } = instance
  const sourceKey = mapDataCardsSourceField ?? ground.identifier ?? ''
  const source = resolveStatement(
    instance,
    contacts,
    mapDataCardsEntityField ?? '{{Contact.Field(C_EmailAddress)}}',
  )
  if (mapDataCards !== true || !source) return () => false
  const fold =
    mapDataCardsCaseSensitiveMatch === true ? (text: string) => text : (text: string) => text.toLowerCase()
  const read = source.reader(snapshotOf(instance, contacts), { utc: true })
  const ids = new Map<string, string>()
  for (const row of [...contacts.table.rows()].toReversed())
    ids.set(fold(read(row)), contacts.table.ids.at(row))
  return (row, candidate) => {
    const id = ids.get(fold((candidate.row[sourceKey] ?? '').trim()))
    return id !== undefined && definition.entity.table.set(row, recordColumns.contact, id)
  }
}
