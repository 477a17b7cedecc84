import { type ContactList, filter } from '@dwmops/eloqua-client'
import { type Lab, type Run, shortLife } from './lab.ts'

const identifier = { key: 'ContactID', statement: '{{Contact.Id}}' }
/** Far above any contact's. */
const unknownContact = '999999999999'

/** Takes one test contact off the list and puts it back: what sync actions by themselves say. */
export async function probeMemberships(lab: Lab, list: ContactList): Promise<void> {
  if (!lab.mayWrite)
    return lab.report('unknown', 'how sync actions behave', 'left out: neither prod nor ELOQUA_WRITE=true')
  await lab.try('sync actions', async () => {
    const unknown = await act(lab, list, 'remove', unknownContact)
    lab.report('settled', `a sync action on an unknown contact ends so: ${unknown.words}`, 'tried')
    const member = await oneMember(lab, list)
    if (member === undefined)
      return lab.report('unknown', 'how members are removed', 'the list has no contact to try it on')
    await removeAndAdd(lab, list, member)
  })
}

async function removeAndAdd(lab: Lab, list: ContactList, member: string): Promise<void> {
  try {
    const removed = await act(lab, list, 'remove', member)
    lab.report('settled', `a removal of one member ends so: ${removed.words}`, 'tried on one test contact')
    const again = await act(lab, list, 'remove', member)
    lab.report('settled', `a removal of one that is no member ends so: ${again.words}`, 'tried again')
  } finally {
    await revert(lab, list, member)
  }
}

async function revert(lab: Lab, list: ContactList, member: string): Promise<void> {
  const added = await act(lab, list, 'add', member).catch((error: Error) => error)
  const isBack =
    'words' in added && added.logs.some(({ statusCode, count }) => statusCode === 'ELQ-00119' && count > 0)
  if (isBack)
    lab.report(
      'settled',
      `an addition of one contact ends so: ${added.words}`,
      'the contact is back on the list',
    )
  else {
    const how = 'words' in added ? added.words : added.message
    lab.report('warning', `look whether contact ${member} is on the list "${list.name}", where it was`, how)
  }
}

async function act(lab: Lab, list: ContactList, action: 'add' | 'remove', contact: string): Promise<Run> {
  const { eloqua } = lab.context
  const syncActions = [{ action, destination: list.statement }] as const
  const definition = { name: `${lab.stamp} ${action}`, identifier, syncActions, ...shortLife }
  const { uri } = lab.keep(await eloqua.syncActions.create(definition))
  await eloqua.uploadRows(uri, [{ [identifier.key]: contact }])
  return lab.run(uri)
}

async function oneMember(lab: Lab, list: ContactList): Promise<string | undefined> {
  const fields = { ContactID: identifier.statement }
  const definition = {
    name: `${lab.stamp} member`,
    fields,
    filter: filter.exists(list.statement),
    ...shortLife,
  }
  const { uri } = lab.keep(await lab.context.eloqua.exports.create({ ...definition, maxRecords: 1 }))
  const [row] = await lab.rowsOf((await lab.run(uri)).sync)
  return row?.['ContactID'] || undefined
}
