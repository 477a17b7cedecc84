/** What the store promises once more on an engine that is not MongoDB, all files in one process on one server. */
process.env['MONGODB_URL'] = ''
process.env['LOCAL_MONGO'] = 'ferretdb'
for (const part of ['change-rule', 'find-rules', 'history', 'publish', 'rule-snapshot', 'washes/washes'])
  await import(`./${part}.test.ts`)
