import { type ContactList, filter } from '@dwmops/eloqua-client'
import { propertyOf } from '../raw-bulk.ts'
import { type Lab, type Run, shortLife } from './lab.ts'

const fields = { emailAddress: '{{Contact.Field(C_EmailAddress)}}' }
const topic = 'how imports treat contacts that are gone'

/**
 * Whether the instance knows `importRule` (release 26B), and what then becomes of an address that nobody has, and of a test
 * contact's address in another case. Nothing but the address is imported, and nobody is created: without the rule none of it is tried.
 */
export async function probeUpdateOnly(lab: Lab, list: ContactList): Promise<void> {
  if (!lab.mayWrite) return lab.report('unknown', topic, 'left out: neither prod nor ELOQUA_WRITE=true')
  await lab.try('importRule', async () => {
    if (!(await knowsRule(lab))) return
    await reportUnknownAddress(lab)
    await reportCase(lab, list)
  })
}

async function knowsRule(lab: Lab): Promise<boolean> {
  const answer = await lab.context.raw.post('contacts/imports', definitionOf(lab))
  const uri = propertyOf(answer, 'uri')
  if (typeof uri === 'string') lab.keep({ uri })
  const isKnown = propertyOf(answer, 'importRule') === 'updateOnly'
  const how = 'a definition with importRule updateOnly, as it is answered'
  if (isKnown)
    lab.report('settled', 'importRule is known: nobody who was deleted is created', how, { importRule: true })
  else {
    const fact = 'importRule is dropped: an import creates contacts anew that were deleted or re-addressed'
    lab.report('warning', fact, `${how}; releases before 26B`, { importRule: false })
  }
  return isKnown
}

async function reportUnknownAddress(lab: Lab): Promise<void> {
  const run = await importAddresses(lab, [`${lab.stamp}-nobody@example.com`])
  const codes: string[] = []
  for await (const { statusCode } of lab.context.eloqua.syncs.rejects(run.sync.uri)) codes.push(statusCode)
  const processed = run.counts['ELQ-00001'] ?? null
  const details = { rejectedWith: codes[0] ?? null, processed, created: run.counts['ELQ-00004'] ?? 0 }
  const how = 'an address that nobody has, with updateOnly'
  if (details.created > 0)
    return lab.report('wrong', `updateOnly created a contact: delete ${lab.stamp}-nobody`, how, details)
  const named = codes.length > 0 ? `is rejected with ${codes[0]}` : 'is not among the rejects'
  const counted = processed === 0 ? ' and not counted in ELQ-00001' : ''
  lab.report('settled', `an unknown contact ${named}${counted} (${run.words})`, how, details)
}

/** The address goes nowhere but back to Eloqua; at the end it is imported as it was. */
async function reportCase(lab: Lab, list: ContactList): Promise<void> {
  const how = 'the address of a test contact in another case, with updateOnly'
  const before = await oneContact(lab, filter.exists(list.statement))
  const address = before?.['emailAddress'] ?? ''
  const other = address === address.toUpperCase() ? address.toLowerCase() : address.toUpperCase()
  if (other === address)
    return lab.report('unknown', 'case of contact addresses', `${how}: there is none to try`)
  const run = await importAddresses(lab, [other])
  const isFound = (run.counts['ELQ-00022'] ?? 0) > 0
  const fact = `contacts are found ${isFound ? 'whatever the case' : 'by the exact case'} of their address`
  lab.report('settled', fact, how, { caseMatters: !isFound })
  if (!isFound) return
  const after = await oneContact(lab, filter.exists(list.statement), before?.['ContactID'])
  const isRewritten = after?.['emailAddress'] === other
  if (isRewritten) await importAddresses(lab, [address])
  const written = isRewritten
    ? 'an import writes the case of its address'
    : 'an import leaves the case of an address'
  lab.report('settled', written, `${how}, read back${isRewritten ? ', and restored' : ''}`, { isRewritten })
}

async function importAddresses(lab: Lab, addresses: readonly string[]): Promise<Run> {
  const { eloqua } = lab.context
  const { uri } = lab.keep(await eloqua.imports.create({ ...definitionOf(lab), importRule: 'updateOnly' }))
  await eloqua.uploadRows(
    uri,
    addresses.map((emailAddress) => ({ emailAddress })),
  )
  return lab.run(uri)
}

function definitionOf(lab: Lab) {
  const name = `${lab.stamp} update only`
  const rule = { importRule: 'updateOnly', isSyncTriggeredOnImport: false } as const
  return { name, fields, identifierFieldName: 'emailAddress', ...rule, ...shortLife }
}

/** Some contact of the list, or the one with this id. */
async function oneContact(lab: Lab, condition: ReturnType<typeof filter.exists>, id?: string) {
  const definition = { name: `${lab.stamp} address`, filter: condition, ...shortLife }
  const wanted = { ...fields, ContactID: '{{Contact.Id}}' }
  const { uri } = lab.keep(await lab.context.eloqua.exports.create({ ...definition, fields: wanted }))
  const rows = await lab.rowsOf((await lab.run(uri)).sync)
  return rows.find(({ ContactID, emailAddress }) =>
    id === undefined ? emailAddress !== '' : ContactID === id,
  )
}
