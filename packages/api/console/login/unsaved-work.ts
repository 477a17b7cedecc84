/** Everything that the console keeps in a window begins so. */
const ours = 'dwmops '
const owner = 'dwmops owner'
const keptFor = 'dwmops kept for '

/** Whether this window holds drafts or changes that were not published. */
export function hasUnsavedWork(storage: Storage = sessionStorage): boolean {
  return workIn(storage).some((name) => storage.getItem(name) !== '[]')
}

/**
 * Gives the window to `who`: what they left unpublished in it is there again, and what somebody else left is put aside until
 * that person signs in again.
 */
export function keepWorkFor(who: string, storage: Storage = sessionStorage): void {
  const before = storage.getItem(owner)
  if (before === who) return
  if (before !== null) setAside(before, storage)
  const kept: Record<string, string> = JSON.parse(storage.getItem(keptFor + who) ?? '{}')
  for (const [name, text] of Object.entries(kept)) storage.setItem(name, text)
  storage.removeItem(keptFor + who)
  storage.setItem(owner, who)
}

function setAside(who: string, storage: Storage): void {
  const names = workIn(storage)
  const work = Object.fromEntries(names.map((name) => [name, storage.getItem(name)]))
  if (names.length > 0) storage.setItem(keptFor + who, JSON.stringify(work))
  for (const name of names) storage.removeItem(name)
}

function workIn(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter(
    (name) => name.startsWith(ours) && name !== owner && !name.startsWith(keptFor),
  )
}
