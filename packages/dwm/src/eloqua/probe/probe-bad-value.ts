import { filter } from '@dwmops/eloqua-client'
import { type Lab, shortLife } from './lab.ts'
import type { TestObject } from './test-object.ts'

const what = 'what becomes of a row with a value that its field cannot take'

/** Imports one record whose date or number is none: whether the rest of it goes in (ELQ-00040, ELQ-00144), or nothing. */
export async function probeBadValue(
  lab: Lab,
  { object, identifier, value, typed }: TestObject,
): Promise<void> {
  if (typed === undefined)
    return lab.report('unknown', what, `"${object.name}" has no date or number that can be written`)
  const { eloqua } = lab.context
  const entity = { customObjectId: object.id }
  const fields = { id: identifier.statement, value: value.statement, typed: typed.statement }
  const id = `${lab.stamp}-bad-value@example.com`
  const definition = { name: `${lab.stamp} bad value`, entity, ...shortLife }
  const { uri } = lab.keep(await eloqua.imports.create({ ...definition, fields, identifierFieldName: 'id' }))
  await eloqua.uploadRows(uri, [{ id, value: 'stored', typed: 'neither date nor number' }])
  const run = await lab.run(uri)
  const how = `one record with a text in "${typed.name}", of type ${typed.dataType}`
  lab.report('settled', `a row with a value that its field cannot take ends so: ${run.words}`, how)
  for await (const { statusCode, invalidFields } of eloqua.syncs.rejects(run.sync.uri)) {
    const keys = invalidFields.join(', ') || 'none'
    lab.report('settled', `it is among the rejects with ${statusCode}, invalid fields: ${keys}`, how)
  }
  const mine = filter.compare(identifier.statement, '=', id)
  const found = lab.keep(await eloqua.exports.create({ ...definition, fields, filter: mine }))
  const [row] = await lab.rowsOf((await lab.run(found.uri)).sync)
  lab.report(
    'settled',
    `the rest of it ${row?.['value'] === 'stored' ? 'went in' : 'did not go in'}`,
    'read back',
  )
}
