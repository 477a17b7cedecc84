import { userInfo } from 'node:os'

/** The user of the operating system, as one who does something. */
export function whoAmI(): string {
  try {
    return userInfo().username
  } catch {
    // in a container the user may have a number alone
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
