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
  useEveryMs(refreshMs, reload)
  const latest = useRef(load)
  latest.current = load

  useEffect(() => {
    const stop = new AbortController()
    setState((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }))
    latest.current(stop.signal).then(
      (data) => !stop.signal.aborted && setState({ key, data, readAt: Date.now(), loading: false }),
      (thrown: unknown) => {
        if (stop.signal.aborted) return
        const problem = ApiProblem.from(thrown)
        setState((before) => ({ ...before, problem, loading: false }))
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
