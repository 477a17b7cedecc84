import type { ContactList } from '@dwmops/eloqua-client'
import { propertyOf } from '../raw-bulk.ts'
import { type Lab, shortLife } from './lab.ts'

const email = '{{Contact.Field(C_EmailAddress)}}'

/** Which filters Eloqua takes; most are only defined, never run. */
export async function probeFilters(lab: Lab, list: ContactList): Promise<void> {
  const none = `'${email}' = '${lab.stamp}@example.com'`
  const grammar: readonly (readonly [what: string, filter: string])[] = [
    ['NOT before parentheses', `NOT (${none})`],
    ['AND beside OR without parentheses', `${none} OR ${none} AND ${none}`],
    ['a comparison with nothing', `'${email}' = ''`],
    ['a doubled quote within a value', `'${email}' = 'o''${lab.stamp}@example.com'`],
    ['LIKE by ~', `'${email}' ~ '${lab.stamp}%'`],
  ]
  for (const [what, filter] of grammar) {
    await lab.try(`filter: ${what}`, async () => {
      const { status } = await define(lab, { filter })
      const taken = status === 201 ? 'is taken' : `is answered with ${status}`
      lab.report('settled', `filter: ${what} ${taken}`, 'an export was defined, and not run')
    })
  }
  await lab.try('filter: case of values', () => reportCase(lab, list))
}

/** The address of one test contact, in the other case; its value goes nowhere but back to Eloqua. */
async function reportCase(lab: Lab, list: ContactList): Promise<void> {
  const exists = `EXISTS('${list.statement}')`
  const [row] = await rowsOf(lab, exists)
  const address = row?.['emailAddress'] ?? ''
  const other = address === address.toUpperCase() ? address.toLowerCase() : address.toUpperCase()
  const how = 'a filter by the address of a test contact in another case'
  if (/['{}]/.test(address) || other === address) return lab.report('unknown', 'filter: case of values', how)
  const found = await rowsOf(lab, `${exists} AND '${email}' = '${other}'`)
  lab.report(
    'settled',
    `filter: values are compared ${found.length > 0 ? 'without' : 'with'} their case`,
    how,
  )
}

async function rowsOf(lab: Lab, filter: string) {
  const uri = propertyOf(await define(lab, { filter, maxRecords: 1 }), 'uri')
  return typeof uri === 'string' ? lab.rowsOf((await lab.run(uri)).sync) : []
}

async function define(lab: Lab, choices: { readonly filter: string; readonly maxRecords?: number }) {
  const body = { name: `${lab.stamp} filter`, fields: { emailAddress: email }, ...shortLife, ...choices }
  const answer = await lab.context.raw.post('contacts/exports', body)
  const uri = propertyOf(answer, 'uri')
  if (typeof uri === 'string') lab.keep({ uri })
  return answer
}
