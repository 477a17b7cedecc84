import { rmSync } from 'node:fs'

/** Removes a file when the process ends, also by a signal; returns how to do that now. */
export function removeOnExit(file: string): () => void {
  const remove = () => rmSync(file, { force: true })
  process.once('exit', remove)
  const stopListening = exitOnSignals()
  return () => {
    stopListening()
    process.off('exit', remove)
    remove()
  }
}

/** Lets the signals that end a command at once run its exit handlers first; returns how to stop that. */
function exitOnSignals(): () => void {
  const exits = {
    SIGINT: () => process.exit(130),
    SIGTERM: () => process.exit(143),
    SIGHUP: () => process.exit(129),
  }
  const names = Object.keys(exits) as (keyof typeof exits)[]
  for (const name of names) process.once(name, exits[name])
  return () => {
    for (const name of names) process.off(name, exits[name])
  }
}
