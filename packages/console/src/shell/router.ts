import { useEffect, useMemo, useState } from 'preact/hooks'

/** Where the reader is: `#/rules?q=acme` is the path `/rules` and a query. */
export interface Place {
  readonly path: string
  readonly query: URLSearchParams
}

const moved = 'console:moved'

/** The address of a page, as a link has it; what is undefined or empty in the query is left out. */
export function address(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(given).toString()
  return `#${path}${text === '' ? '' : `?${text}`}`
}

/** The place that the address bar names. */
export function placeNow(): Place {
  return placeOf(location.hash)
}

function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.slice(1).split('?', 2)
  return { path: path.replace(/\/+$/, '') || '/', query: new URLSearchParams(query) }
}

/** Goes to a page; with `replace` the back button skips the one that is left. */
export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (to === location.hash) return
  if (!replace) {
    location.hash = to
    return
  }
  history.replaceState(null, '', to)
  dispatchEvent(new Event(moved))
}

/** Goes on at the end of something that takes a while: nowhere when the reader has left the page that is shown now. */
export function goFromHere(): typeof go {
  const { path } = placeNow()
  return (to, how) => {
    if (placeNow().path === path) go(to, how)
  }
}

/** Sets parts of the query and stays on the page: a filter is part of the address, but no step of the way back. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>): void {
  const { path, query } = placeNow()
  go(address(path, { ...Object.fromEntries(query), ...changes }), { replace: true })
}

/** The place, kept up to date. */
export function usePlace(): Place {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const update = () => setHash(location.hash)
    // effects run after the first paint: the address may have changed before
    update()
    addEventListener('hashchange', update)
    addEventListener(moved, update)
    return () => {
      removeEventListener('hashchange', update)
      removeEventListener(moved, update)
    }
  }, [])
  return useMemo(() => placeOf(hash), [hash])
}
