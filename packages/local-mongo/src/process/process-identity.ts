import { readFileSync, readlinkSync } from 'node:fs'

/**
 * What distinguishes this process from every other that ever had its number: PID namespace, number and start time (in
 * clock ticks since boot, field 22 of /proc/PID/stat). undefined when no such process runs.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // the name may hold blanks, so count from its end: state is field 3, start time field 22
    return `${pidNamespace()}-${pid}-${afterName[19]}`
  } catch {
    return isAlive(pid) ? `any-${pid}-0` : undefined // no /proc: not Linux, or no such process
  }
}

/** The number of the PID namespace: folders of another container's processes are not ours to judge. */
export function pidNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? 'any'
  } catch {
    return 'any'
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
