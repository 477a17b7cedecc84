import { type ContactList, filter } from '@dwmops/eloqua-client'
import { propertyOf } from '../raw-bulk.ts'
import { type Lab, type Run, shortLife } from './lab.ts'

const fields = { ContactID: '{{Contact.Id}}', updatedAt: '{{Contact.UpdatedAt}}' }

/** Exports of the list: counts, times, zones, and what Eloqua says to data that is not there yet. */
export async function probeExports(lab: Lab, list: ContactList): Promise<void> {
  await lab.try('an export of the list', async () => {
    const { uri } = await exportOf(lab, list, { areSystemTimestampsInUTC: true })
    const run = await startTwice(lab, uri)
    const rows = await lab.rowsOf(run.sync)
    const fact = `the list counts ${list.count}, its export has ${rows.length} rows`
    lab.report(list.count === rows.length ? 'settled' : 'warning', fact, 'an export of the list')
    lab.report('settled', `an export ends so: ${run.words}`, 'logs of its sync')
    reportLogOrder(lab, run)
    await reportPageLimit(lab, run)
    await reportZone(lab, list, rows)
  })
  await lab.try('maxRecords', () => reportMaxRecords(lab, list))
  await lab.try('times of definitions', () => reportDefinitionTime(lab))
  await lab.try('an export without rows', async () => {
    const none = filter.compare('{{Contact.Field(C_EmailAddress)}}', '=', `${lab.stamp}@example.com`)
    const condition = filter.and(filter.exists(list.statement), none)
    const { uri } = await exportOf(lab, list, { filter: condition })
    lab.report('settled', `an export without rows ends so: ${(await lab.run(uri)).words}`, 'tried')
  })
}

/** Two syncs of one definition at a time, and data of a sync that has not ended: neither harms an export without actions. */
async function startTwice(lab: Lab, uri: string): Promise<Run> {
  const { raw, eloqua } = lab.context
  const first = await eloqua.syncs.start(uri)
  const early = await raw.get(`${first.uri}/data`, { limit: '1' })
  const { end } = await eloqua.syncs.get(first.uri)
  if (end === undefined)
    lab.report('settled', `data of an unfinished sync is answered with ${early.status}`, 'asked at once')
  else lab.report('unknown', 'data of an unfinished sync', 'the sync had ended already')
  const second = await raw.post('syncs', { syncedInstanceUri: uri })
  const fact = `a second sync of a definition that is being synced is answered with ${second.status}`
  lab.report(end === undefined ? 'settled' : 'unknown', fact, 'tried on an export')
  const run = await lab.follow(first.uri)
  const other = propertyOf(second, 'uri')
  if (second.status === 201 && typeof other === 'string') await lab.follow(other)
  return run
}

function reportLogOrder(lab: Lab, { logs }: Run): void {
  const times = logs.flatMap(({ createdAt }) => (createdAt === undefined ? [] : [Date.parse(createdAt)]))
  const isOrdered = times.every((time, at) => at === 0 || time >= (times[at - 1] ?? time))
  const isLast = logs.at(-1)?.statusCode === 'ELQ-00101'
  const order = isOrdered ? 'in order of time' : 'in no order of time'
  lab.report('settled', `logs come ${order}, ELQ-00101 ${isLast ? '' : 'not '}last`, 'logs of an export')
}

async function reportPageLimit(lab: Lab, { sync }: Run): Promise<void> {
  const { status } = await lab.context.raw.get(`${sync.uri}/data`, { limit: '50001' })
  lab.report('settled', `data with a limit above the largest is answered with ${status}`, 'limit=50001')
}

/** The same times once as UTC and once not: the difference is the zone. */
async function reportZone(
  lab: Lab,
  list: ContactList,
  rows: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  const { uri } = await exportOf(lab, list, { areSystemTimestampsInUTC: false })
  const local = await lab.rowsOf((await lab.run(uri)).sync)
  const asUtc = new Map(rows.map(({ ContactID, updatedAt }) => [ContactID, updatedAt]))
  const how = '{{Contact.UpdatedAt}} with and without areSystemTimestampsInUTC'
  const [sample] = local
  const times = [sample?.['updatedAt'], asUtc.get(sample?.['ContactID'] ?? '')]
  const [here, there] = times.map((time) =>
    time ? Date.parse(`${time.replace(' ', 'T').replace(/Z?$/, '')}Z`) : Number.NaN,
  )
  if (here === undefined || there === undefined || Number.isNaN(here - there))
    return lab.report('unknown', 'the zone of exported times', 'no row has a time that can be read')
  const form = (times[1] ?? '').replaceAll(/\d/g, '9')
  const hours = (here - there) / 3_600_000
  lab.report('settled', `exported times look like ${form}; without UTC they differ by ${hours} hours`, how)
}

async function reportMaxRecords(lab: Lab, list: ContactList): Promise<void> {
  const { uri } = await exportOf(lab, list, { maxRecords: 1 })
  const { length } = await lab.rowsOf((await lab.run(uri)).sync)
  const how = `maxRecords 1 on a list that counts ${list.count}`
  if ((list.count ?? 0) < 2) lab.report('unknown', 'whether maxRecords bounds an export', how)
  else if (length === 1) lab.report('settled', 'maxRecords bounds an export', how)
  else lab.report('warning', `maxRecords has no effect: ${length} rows came`, how)
}

async function reportDefinitionTime(lab: Lab): Promise<void> {
  const body = { name: `${lab.stamp} time`, fields, ...shortLife }
  const answer = await lab.context.raw.post('contacts/exports', body)
  const uri = propertyOf(answer, 'uri')
  if (typeof uri === 'string') lab.keep({ uri })
  const offMs = Date.parse(String(propertyOf(answer, 'createdAt'))) - Date.parse(answer.date ?? '')
  const how = '`createdAt` of a new definition against the Date header'
  if (Number.isNaN(offMs)) lab.report('unknown', 'whether times of the API are UTC', how)
  else if (Math.abs(offMs) < 120_000) lab.report('settled', 'times of the API are UTC', how)
  else lab.report('warning', `times of the API are ${(offMs / 3_600_000).toFixed(1)} hours from UTC`, how)
}

type ExportChoices = Partial<Parameters<Lab['context']['eloqua']['exports']['create']>[0]>

async function exportOf(lab: Lab, list: ContactList, choices: ExportChoices) {
  const definition = { name: `${lab.stamp} export`, fields, filter: filter.exists(list.statement) }
  return lab.keep(await lab.context.eloqua.exports.create({ ...definition, ...shortLife, ...choices }))
}
