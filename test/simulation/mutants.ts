import type { Settings } from './world.ts'

/** The ways of the old fleet, by setting: the simulation has to find each broken, or it proves nothing. */
export const mutants: Readonly<Record<string, Settings>> = {
  'all fields': { WRITE_FIELDS: 'all', FRESHNESS_CHECK: 'false' },
  'no freshness check': { FRESHNESS_CHECK: 'false' },
  'contacts created': { CREATE_CONTACTS: 'true' },
}
