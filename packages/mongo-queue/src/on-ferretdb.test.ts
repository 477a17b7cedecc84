/** The queue's whole contract once more on an engine that is not MongoDB, all files in one process on one server. */
process.env['MONGODB_URL'] = ''
process.env['LOCAL_MONGO'] = 'ferretdb'
for (const part of [
  'add',
  'adopt',
  'claim',
  'dead-letters',
  'retryTransient',
  'lease',
  'rescue',
  'settle',
  'stats',
])
  await import(`./${part}.test.ts`)
