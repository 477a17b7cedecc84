import { useEffect, useState } from 'preact/hooks'

/** A value once it has not changed for `pauseMs`: what is typed is asked about when the typing pauses. */
export function useSettled<T>(value: T, pauseMs = 250): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value, pauseMs])
  return settled
}
