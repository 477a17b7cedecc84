import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { canariesIn } from './canaries.ts'

const everyMs = 200
/** Of one process: its command line is there from the start, a title and files may come later. */
const mostLooks = 4

/** What is seen of processes from outside while they run: command lines, titles and the names of open files. */
export interface WatchedProcesses {
  /** How many have been looked at. */
  readonly seen: number
  /** Ends the watch; the canaries that showed. */
  stop(): string[]
}

/**
 * Looks at all processes of this machine again and again. `isGiven`: command lines in which a person has named a contact, as
 * `dwm contact show` must be.
 */
export function watchProcesses(isGiven: (commandLine: string) => boolean): WatchedProcesses {
  const found = new Set<string>()
  const looks = new Map<string, number>()
  const look = () => {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue
      const before = looks.get(pid) ?? 0
      if (before === mostLooks) continue
      const commandLine = unlessGone(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
      if (commandLine === '') continue
      looks.set(pid, before + 1)
      const kinds = isGiven(commandLine) ? (['secret', 'login'] as const) : undefined
      for (const text of [commandLine, ...factsOf(pid)])
        for (const canary of canariesIn(text, kinds)) found.add(`process ${pid}: ${canary}`)
    }
  }
  const timer = setInterval(look, everyMs).unref()
  return {
    get seen() {
      return looks.size
    },
    stop() {
      clearInterval(timer)
      look()
      return [...found]
    },
  }
}

function factsOf(pid: string): string[] {
  const folder = `/proc/${pid}`
  const files = unlessGone(() => readdirSync(`${folder}/fd`).join(' ')).split(' ')
  return [
    unlessGone(() => readFileSync(`${folder}/comm`, 'utf8')),
    ...files.map((file) => unlessGone(() => readlinkSync(`${folder}/fd/${file}`))),
  ]
}

/** A process may end at any moment, and those of others are not ours to look into. */
function unlessGone(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
