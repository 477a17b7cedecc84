import { setImmediate } from 'node:timers/promises'

/** So long other work of the process may have to wait. */
const sliceMs = 20

/** Does long work, given as steps, in slices between which all else gets its turn. */
export async function inSlices<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
  let began = performance.now()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - began < sliceMs) continue
    await setImmediate()
    began = performance.now()
  }
}
