import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Stage } from '@dwmops/fleet'

const keptDays = 14
const dayMs = 86_400_000

/** The two files a day of a stage. Days are UTC, as the times in the lines. */
export interface LogFiles {
  /** The explicit log: the lines that the stage logged. */
  explicit(line: string): void
  /** The console log: all that the process printed. */
  console(chunk: string): void
}

/**
 * Opens the log files of a stage in a folder and removes those older than 14 days.
 * Trouble with the folder is reported once through `onTrouble` and ends the files, never the run.
 */
export function openLogFiles(folder: string, stage: Stage, onTrouble: (error: unknown) => void): LogFiles {
  let usable = true
  const attempt = (step: () => void) => {
    if (!usable) return
    try {
      step()
    } catch (error) {
      usable = false
      onTrouble(error)
    }
  }
  const names = { explicit: stage.explicitLog, console: `${stage.replaces}_Console` }
  const files = { explicit: dailyFile(folder, names.explicit), console: dailyFile(folder, names.console) }
  attempt(() => {
    makeFolder(folder)
    removeOld(folder, Object.values(names), Date.now() - keptDays * dayMs)
    files.explicit('')
    files.console('')
  })
  return {
    explicit: (line) => attempt(() => files.explicit(line)),
    console: (chunk) => attempt(() => files.console(chunk)),
  }
}

/** As `mkdir -p`; node's own recursive mkdir never returns where the system says that a parent is not there. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // another stage may have made it just now
    if (!existsSync(folder)) throw error
  }
}

function dailyFile(folder: string, name: string): (text: string) => void {
  let day = ''
  let file: number | undefined
  return (text) => {
    const today = dayOf(Date.now())
    if (file === undefined || today !== day) {
      if (file !== undefined) closeSync(file)
      file = openSync(join(folder, `${name}_${today}.log`), 'a')
      day = today
    }
    if (text !== '') writeSync(file, text)
  }
}

function removeOld(folder: string, names: readonly string[], before: number): void {
  const oldest = dayOf(before)
  for (const file of readdirSync(folder)) {
    const [, name, day] = /^(.+)_(\d{4}_\d{2}_\d{2})\.log$/.exec(file) ?? []
    if (name !== undefined && day !== undefined && names.includes(name) && day < oldest) {
      rmSync(join(folder, file), { force: true })
    }
  }
}

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10).replaceAll('-', '_')
}
