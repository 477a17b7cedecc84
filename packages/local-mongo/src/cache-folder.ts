import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Where everything that was built or downloaded is kept: `$XDG_CACHE_HOME/dwmops`, else `~/.cache/dwmops`. */
export function cacheFolder(): string {
  const given = process.env['XDG_CACHE_HOME'] ?? ''
  // the XDG base directory specification: a relative path is to be ignored
  return join(isAbsolute(given) ? given : join(homedir(), '.cache'), 'dwmops')
}
