import { type ContactList, filter } from '@dwmops/eloqua-client'
import { type Lab, shortLife } from './lab.ts'

const fields = { emailAddress: '{{Contact.Field(C_EmailAddress)}}' }
const how = 'the address of one test contact imported twice, and a text that is none; no other field'

/** Imports the address of a test contact over itself, which changes nothing: the codes of duplicates and bad addresses. */
export async function probeContacts(lab: Lab, list: ContactList): Promise<void> {
  reportWhatIsLeftOut(lab)
  if (!lab.mayWrite)
    return lab.report(
      'unknown',
      'how imports of contacts behave',
      'left out: neither prod nor ELOQUA_WRITE=true',
    )
  await lab.try('an import of a contact', async () => {
    const { eloqua } = lab.context
    const member = {
      name: `${lab.stamp} address`,
      fields,
      filter: filter.exists(list.statement),
      ...shortLife,
    }
    const found = lab.keep(await eloqua.exports.create({ ...member, maxRecords: 1 }))
    const [contact] = await lab.rowsOf((await lab.run(found.uri)).sync)
    const emailAddress = contact?.['emailAddress'] ?? ''
    if (emailAddress === '')
      return lab.report(
        'unknown',
        'how imports of contacts behave',
        'the list has no contact with an address',
      )
    const definition = { name: `${lab.stamp} contact`, fields, identifierFieldName: 'emailAddress' }
    const { uri } = lab.keep(await eloqua.imports.create({ ...definition, ...shortLife }))
    await eloqua.uploadRows(uri, [{ emailAddress }, { emailAddress }, { emailAddress: 'no address' }])
    const { sync, words } = await lab.run(uri)
    lab.report('settled', `an import of a contact ends so: ${words}`, how)
    for await (const { statusCode, values, recordIndex } of eloqua.syncs.rejects(sync.uri)) {
      const which = values['emailAddress'] === 'no address' ? 'a bad address' : 'a duplicate address'
      lab.report('settled', `${which} is rejected with ${statusCode} as record ${recordIndex}`, how)
    }
  })
}

/** What trying could do harm with. */
function reportWhatIsLeftOut(lab: Lab): void {
  lab.report('unknown', 'what an import does with an unknown contact id', 'trying could make a contact')
  const reason = 'no known contact can be made to be rejected without writing to it'
  lab.report('unknown', 'whether sync actions reach rejected contacts', reason)
}
