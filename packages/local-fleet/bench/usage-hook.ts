/** Loaded before a measured program (`--import`): writes what it has used to the file that BENCH_USAGE names when it ends. */
import { writeFileSync } from 'node:fs'

const file = process.env['BENCH_USAGE']
if (file !== undefined)
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const used = { cpuMs: (user + system) / 1000, maxRssMb: process.resourceUsage().maxRSS / 1024 }
    writeFileSync(file, JSON.stringify(used))
  })
