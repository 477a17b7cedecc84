import { filter, type Row } from '@dwmops/eloqua-client'
import { type Lab, type Run, shortLife } from './lab.ts'
import type { TestObject } from './test-object.ts'

const cases = ['twice', 'omitted', 'null', 'case', 'blank'] as const
type Case = (typeof cases)[number]

/** Imports a few records of its own and reads them back: duplicates, missing keys, null, case, blanks. */
export async function probeRows(lab: Lab, test: TestObject): Promise<void> {
  await lab.try('rows of imports', async () => {
    const first = await importBodies(lab, test, [
      cases.map((one) => ({ id: idOf(lab, one), value: 'before' })),
    ])
    lab.report('settled', `an import of new records ends so: ${first.run.words}`, `${cases.length} records`)
    const second = await importBodies(lab, test, [
      [
        { id: idOf(lab, 'omitted') },
        { id: idOf(lab, 'twice'), value: 'first' },
        { id: idOf(lab, 'case').toUpperCase(), value: 'after' },
        { id: idOf(lab, 'blank'), value: '' },
      ],
      [{ id: idOf(lab, 'twice'), value: 'last' }],
      [{ id: idOf(lab, 'null'), value: null }],
    ])
    await reportRejects(lab, second.run)
    reportValues(lab, await readBack(lab, test))
    const again = await lab.run(second.uri)
    lab.report(
      'settled',
      `a second sync of an import whose rows are used up ends so: ${again.words}`,
      'tried',
    )
    await lab.try('zone of times in filters', () => reportFilterZone(lab, test))
    const fact = `${cases.length} records, or two more, whose "${test.identifier.name}" begins with ${lab.stamp} stay in "${test.object.name}"`
    lab.report('ok', fact, 'the Bulk API deletes no records')
  })
}

async function importBodies(
  lab: Lab,
  { object, identifier, value }: TestObject,
  bodies: readonly object[][],
) {
  const { eloqua, raw } = lab.context
  const { uri } = lab.keep(
    await eloqua.imports.create({
      name: `${lab.stamp} rows`,
      entity: { customObjectId: object.id },
      fields: { id: identifier.statement, value: value.statement },
      identifierFieldName: 'id',
      ...shortLife,
    }),
  )
  for (const [at, body] of bodies.entries()) {
    const { status } = await raw.post(`${uri}/data`, body)
    if (status !== 204)
      lab.report('warning', `body ${at + 1} of an import is answered with ${status}`, 'expected 204')
  }
  return { uri, run: await lab.run(uri) }
}

async function reportRejects(lab: Lab, { sync, words }: Run): Promise<void> {
  const how = 'bodies of 4, 1 and 1 rows; row 2 of the first and the one of the second are for one record'
  lab.report('settled', `an import with a duplicate ends so: ${words}`, how)
  for await (const { statusCode, recordIndex } of lab.context.eloqua.syncs.rejects(sync.uri)) {
    lab.report('settled', `the duplicate is rejected with ${statusCode} as record ${recordIndex}`, how)
  }
}

function reportValues(lab: Lab, rows: readonly Row[]): void {
  const valuesOf = (one: Case) =>
    rows.filter(({ id = '' }) => id.toLowerCase() === idOf(lab, one)).map(({ value = '' }) => value)
  const how = 'imported, and read back'
  const say = (one: Case, meanings: Readonly<Record<string, string>>) => {
    const value = valuesOf(one).toSorted().join(' and ')
    const fact = meanings[value]
    if (fact === undefined) lab.report('unknown', `case "${one}": the value read back means nothing`, how)
    else lab.report('settled', fact, how)
  }
  say('twice', {
    first: 'of rows for one record the first wins',
    last: 'of rows for one record the last wins',
  })
  say('omitted', {
    '': 'a key that a row lacks blanks the field',
    before: 'a key that a row lacks changes nothing',
  })
  say('null', {
    '': 'null blanks the field',
    before: 'null changes nothing',
    null: 'null is stored as a word',
  })
  say('blank', { '': 'an empty value blanks the field', before: 'an empty value changes nothing' })
  say('case', {
    after: 'identifiers are compared without their case',
    'after and before': 'identifiers are compared with their case',
  })
}

async function readBack(lab: Lab, test: TestObject): Promise<Row[]> {
  const { identifier } = test
  const ids = cases.flatMap((one) => [idOf(lab, one), idOf(lab, one).toUpperCase()])
  const wanted = [...new Set(ids)].map((id) => filter.compare(identifier.statement, '=', id))
  return exportRows(lab, test, filter.or(...wanted))
}

/** Records were changed just now: a filter by a UTC time of a quarter of an hour ago finds them if it is taken as UTC. */
async function reportFilterZone(lab: Lab, test: TestObject): Promise<void> {
  const since = new Date(Date.now() - 15 * 60_000)
  const mine = filter.compare(test.identifier.statement, '=', idOf(lab, 'twice'))
  const changed = filter.compare(`{{CustomObject[${test.object.id}].UpdatedAt}}`, '>=', since)
  const found = await exportRows(lab, test, filter.and(mine, changed))
  const how = 'records of the last minutes looked for by a UTC time, with areSystemTimestampsInUTC'
  lab.report('settled', `system times in filters are ${found.length > 0 ? '' : 'not '}taken as UTC`, how)
}

async function exportRows(
  lab: Lab,
  test: TestObject,
  condition: ReturnType<typeof filter.or>,
): Promise<Row[]> {
  const { uri } = lab.keep(
    await lab.context.eloqua.exports.create({
      name: `${lab.stamp} read back`,
      entity: { customObjectId: test.object.id },
      fields: { id: test.identifier.statement, value: test.value.statement },
      filter: condition,
      maxRecords: 100,
      ...shortLife,
    }),
  )
  return lab.rowsOf((await lab.run(uri)).sync)
}

function idOf(lab: Lab, one: Case): string {
  return `${lab.stamp}-${one}@example.com`
}
