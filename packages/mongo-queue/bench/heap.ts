import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** What is in use on the heap, garbage apart, in MiB. */
export function heapMb(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}
