import type { ContactList } from '@dwmops/eloqua-client'
import type { CheckContext } from '../check-context.ts'
import { Lab } from './lab.ts'
import { probeContacts } from './probe-contacts.ts'
import { probeExports } from './probe-exports.ts'
import { probeFilters } from './probe-filters.ts'
import { probeMemberships } from './probe-memberships.ts'
import { probeUpdateOnly } from './probe-update-only.ts'

const topic = 'probe of a list'
/** A list of test contacts is small. */
const mostContacts = 1000

/** Finds out by trying, on a list of test contacts, how exports, filters and sync actions behave. */
export async function probeList(context: CheckContext, name: string): Promise<void> {
  const lab = new Lab(context, topic)
  await lab.try(`the list "${name}"`, async () => {
    const list = await context.eloqua.lists.find(name)
    if (!isFit(list, lab)) return
    try {
      await probeExports(lab, list)
      await probeFilters(lab, list)
      await probeMemberships(lab, list)
      await probeContacts(lab, list)
      await probeUpdateOnly(lab, list)
    } finally {
      await lab.deleteAll()
    }
  })
}

function isFit({ name, count }: ContactList, lab: Lab): boolean {
  const { exportList, processingList } = lab.context.settings
  if (name === exportList || name === processingList) {
    lab.report('wrong', `"${name}" is a list of the stages: name one of test contacts`, '--probe-list')
    return false
  }
  if (count !== undefined && count <= mostContacts) return true
  lab.report(
    'wrong',
    `"${name}" counts ${count} contacts: name one with ${mostContacts} at most`,
    '--probe-list',
  )
  return false
}
