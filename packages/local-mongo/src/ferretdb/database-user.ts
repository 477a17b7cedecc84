import { constants, statSync } from 'node:fs'
import { dirname } from 'node:path'

const nobody = 65534
/** no_setuid_fixup: without it access(2), by which PostgreSQL looks for its programs, leaves capabilities aside. */
const mayReadAll = [
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
  '--securebits=+no_setuid_fixup',
]

/** Whom the servers run as: PostgreSQL refuses root, so root becomes nobody; everybody else stays who they are. */
export function databaseUser(): { uid: number; gid: number } {
  if (process.getuid?.() === 0) return { uid: nobody, gid: nobody }
  return { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 }
}

/**
 * setpriv parameters that make the program the database user's. Root's home is often closed to others; then the
 * program keeps the one capability it needs to read its own files below it.
 */
export function becomeDatabaseUser(program: string): string[] {
  if (process.getuid?.() !== 0) return []
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  return isOpenToAll(program) ? user : [...user, ...mayReadAll]
}

function isOpenToAll(path: string): boolean {
  const isOpen = (statSync(path).mode & constants.S_IXOTH) !== 0
  return isOpen && (path === '/' || isOpenToAll(dirname(path)))
}
