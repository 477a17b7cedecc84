import { connectEloqua } from '../src/index.ts'

/** Reads an export to its end in a process of its own and prints what that took, as one line of JSON. */
const [, , loginUrl = '', syncUri = ''] = process.argv
const credentials = { company: 'EXAMPLE', username: 'svc.batch', password: 'the-secret' }
const eloqua = await connectEloqua({ loginUrl, credentials })
let rows = 0
for await (const _ of eloqua.syncs.data(syncUri)) rows += 1
const { user, system } = process.cpuUsage()
const maxRssMb = process.resourceUsage().maxRSS / 1024
console.log(
  JSON.stringify({ rows, maxRssMb: Math.round(maxRssMb), cpuMs: Math.round((user + system) / 1000) }),
)
