import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiProblem } from './problem.ts'

/** Something that is read from the API, with how far that is. */
export interface Resource<T> {
  /** The last answer; it stays while a newer one is on its way. */
  readonly data: T | undefined
  readonly problem: ApiProblem | undefined
  readonly loading: boolean
  /** When `data` arrived, in milliseconds by the clock of the browser. */
  readonly readAt: number | undefined
  readonly reload: () => void
}

interface Options {
  /** Asks again so often while the page is seen. */
  readonly refreshMs?: number
}

/**
 * Reads what `load` gives for `key`, and again when `key` changes. The answers to earlier keys are dropped, whenever they
 * come; data of another key is not shown as this one's.
 */
export function useResource<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  { refreshMs }: Options = {},
): Resource<T> {
  const [state, setState] = useState<{
    key: string
    data?: T
    problem?: ApiProblem
    readAt?: number
    loading: boolean
  }>({
    key,
    loading: true,
  })
  const [turn, setTurn] = useState(0)
  const reload = () => setTurn((before) => before + 1)
  const readingSince = useRef<number>(undefined)
  const [, drawAgain] = useState(0)
  useEveryMs(refreshMs, () => {
    const since = readingSince.current
    if (since === undefined || Date.now() - since > longestReadMs) reload()
    // an answer that takes long is waited for, as asking anew would begin at the start; what is shown gets older
    else drawAgain((before) => before + 1)
  })
  const latest = useRef(load)
  latest.current = load

  useEffect(() => {
    const stop = new AbortController()
    readingSince.current = Date.now()
    const end = (next: Parameters<typeof setState>[0]) => {
      if (stop.signal.aborted) return
      readingSince.current = undefined
      setState(next)
    }
    setState((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }))
    latest.current(stop.signal).then(
      (data) => end({ key, data, readAt: Date.now(), loading: false }),
      (thrown: unknown) => {
        const problem = ApiProblem.from(thrown)
        end((before) => ({ ...before, problem, loading: false }))
      },
    )
    return () => stop.abort()
  }, [key, turn])

  const mine = state.key === key
  return {
    data: mine ? state.data : undefined,
    problem: mine ? state.problem : undefined,
    loading: !mine || state.loading,
    readAt: mine ? state.readAt : undefined,
    reload,
  }
}

/** An answer that has not come after this is given up for another attempt. */
const longestReadMs = 60_000

/** Lists and facts that change by themselves are read anew so often, and at once when the tab is seen again. */
export const refreshMs = 15_000

/** Does something again and again while the page is seen, and at once when it is seen again. */
function useEveryMs(everyMs: number | undefined, work: () => void): void {
  useEffect(() => {
    if (everyMs === undefined) return
    const workIfSeen = () => {
      if (document.visibilityState === 'visible') work()
    }
    const timer = setInterval(workIfSeen, everyMs)
    document.addEventListener('visibilitychange', workIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', workIfSeen)
    }
  }, [everyMs])
}
