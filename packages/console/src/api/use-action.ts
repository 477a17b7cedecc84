import { useState } from 'preact/hooks'
import { ApiProblem } from './problem.ts'

/** Something that is done on a press of a button. */
export interface Action<Arguments extends unknown[]> {
  readonly busy: boolean
  readonly problem: ApiProblem | undefined
  /** Does it; says whether it went well. A second press while it is under way does nothing. */
  readonly run: (...given: Arguments) => Promise<boolean>
  readonly forget: () => void
}

/** Keeps track of an action: whether it is under way, and what went wrong. */
export function useAction<Arguments extends unknown[]>(
  work: (...given: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const run = async (...given: Arguments): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setProblem(undefined)
    try {
      await work(...given)
      return true
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run, forget: () => setProblem(undefined) }
}
