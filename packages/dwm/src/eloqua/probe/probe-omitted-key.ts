import { filter } from '@dwmops/eloqua-client'
import { type Lab, shortLife } from './lab.ts'
import type { TestObject } from './test-object.ts'

const how = 'imported without a key that the definition has, and read back'

/** Imports a record and then its identifier alone: whether a key that no row of a body has blanks its field. */
export async function probeOmittedKey(lab: Lab, { object, identifier, value }: TestObject): Promise<void> {
  const { eloqua } = lab.context
  const id = `${lab.stamp}-omitted-key@example.com`
  const definition = { name: `${lab.stamp} omitted key`, entity: { customObjectId: object.id }, ...shortLife }
  const fields = { id: identifier.statement, value: value.statement }
  const { uri } = lab.keep(await eloqua.imports.create({ ...definition, fields, identifierFieldName: 'id' }))
  await eloqua.uploadRows(uri, [{ id, value: 'before' }])
  await lab.run(uri)
  await eloqua.uploadRows(uri, [{ id }])
  const { words, counts } = await lab.run(uri)
  const mine = filter.compare(identifier.statement, '=', id)
  const found = lab.keep(await eloqua.exports.create({ ...definition, fields, filter: mine }))
  const [row] = await lab.rowsOf((await lab.run(found.uri)).sync)
  const answer = row === undefined ? 'unknown' : row['value'] === '' ? 'blanked' : 'kept'
  const details = { answer, logged: counts['ELQ-00121'] !== undefined }
  if (answer === 'unknown') return lab.report('unknown', 'what a key does that a whole body lacks', how)
  const effect = answer === 'kept' ? 'changes nothing' : 'blanks the field'
  lab.report('settled', `a key that a whole body lacks ${effect} (${words})`, how, details)
}
