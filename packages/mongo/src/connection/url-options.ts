/** Options of a connection string that are dropped from it, as dwmops sets what they would change: see {@link durable}. */
export const overriddenOptions = [
  'readPreference',
  'readPreferenceTags',
  'maxStalenessSeconds',
  'readConcernLevel',
  'w',
  'wtimeoutMS',
  'wtimeout',
  'journal',
  'j',
  'fsync',
  'retryReads',
  'retryWrites',
] as const

const dropped: ReadonlySet<string> = new Set(overriddenOptions.map((name) => name.toLowerCase()))

/** The connection string without the options that dwmops sets itself. */
export function withoutOverriddenOptions(url: string): string {
  const at = url.indexOf('?')
  if (at === -1) return url
  const kept = url
    .slice(at + 1)
    .split('&')
    .filter((option) => !dropped.has(nameOf(option)))
  return kept.length === 0 ? url.slice(0, at) : `${url.slice(0, at)}?${kept.join('&')}`
}

/** Whether the connection string sets an option; names are compared as the driver compares them. */
export function hasOption(url: string, name: string): boolean {
  const at = url.indexOf('?')
  const options = at === -1 ? [] : url.slice(at + 1).split('&')
  return options.some((option) => nameOf(option) === name.toLowerCase())
}

function nameOf(option: string): string {
  const [name = ''] = option.split('=', 1)
  try {
    return decodeURIComponent(name).toLowerCase()
  } catch {
    // not encoded as it should be: the driver says what it makes of it
    return name.toLowerCase()
  }
}
