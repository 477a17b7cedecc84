/**
 * How every collection is read and written, whatever the connection string says. Reads go to the primary, as decisions rest
 * on them: a secondary may be seconds behind. `local` there is the newest state, which holds every write that a
 * majority has acknowledged; `majority` may be older on a primary that was just elected. Writes wait for a majority, so that
 * a failover takes none back, and for the journal, so that a kill of a server that stands alone does not either.
 */
export const durable = {
  readPreference: 'primary',
  readConcern: { level: 'local' },
  writeConcern: { w: 'majority', journal: true },
} as const
