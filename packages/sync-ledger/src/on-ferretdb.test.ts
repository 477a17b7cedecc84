/** What the ledger promises once more on an engine that is not MongoDB, all files in one process on one server. */
process.env['MONGODB_URL'] = ''
process.env['LOCAL_MONGO'] = 'ferretdb'
for (const part of ['resume-entry', 'faults', 'find-entries', 'hourly-usage', 'steps'])
  await import(`./${part}.test.ts`)
