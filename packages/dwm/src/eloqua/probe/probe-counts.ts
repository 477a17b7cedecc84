import { type Lab, shortLife } from './lab.ts'
import type { TestObject } from './test-object.ts'

const how = 'an import of three rows, of which one lacks the identifier and one is empty'

/** Imports two rows that cannot go in beside one that can: whether Eloqua counts what it rejects, and names it. */
export async function probeCounts(lab: Lab, { object, identifier, value }: TestObject): Promise<void> {
  const { eloqua, raw } = lab.context
  const { uri } = lab.keep(
    await eloqua.imports.create({
      name: `${lab.stamp} counts`,
      entity: { customObjectId: object.id },
      fields: { id: identifier.statement, value: value.statement },
      identifierFieldName: 'id',
      ...shortLife,
    }),
  )
  const good = { id: `${lab.stamp}-counts@example.com`, value: 'stored' }
  const { status } = await raw.post(`${uri}/data`, [
    good,
    { id: '', value: 'no identifier' },
    { id: '', value: '' },
  ])
  if (status !== 204)
    return lab.report('unknown', 'whether rejected rows are counted', `answered with ${status}`)
  const { sync, counts, words } = await lab.run(uri)
  let rejects = 0
  for await (const _ of eloqua.syncs.rejects(sync.uri)) rejects += 1
  const details = {
    sent: 3,
    rejects,
    staged: counts['ELQ-00130'] ?? null,
    processed: counts['ELQ-00001'] ?? null,
  }
  lab.report('settled', `an import with rejected rows ends so: ${words}`, how, details)
  if (rejects === 0) lab.report('warning', 'rejected rows are not among the rejects', how, details)
  for (const [code, count] of [
    ['ELQ-00130', details.staged],
    ['ELQ-00001', details.processed],
  ] as const) {
    if (count === null) lab.report('unknown', `whether ${code} counts rejected rows`, 'it was not logged')
    else
      lab.report(
        'settled',
        `${code} ${count === 3 ? 'counts' : 'does not count'} rejected rows`,
        how,
        details,
      )
  }
}
