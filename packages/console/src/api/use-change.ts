import { useEffect, useRef } from 'preact/hooks'

/** Does something whenever a value is another than at the last drawing. */
export function useChange(value: string, work: () => void): void {
  const last = useRef(value)
  useEffect(() => {
    if (last.current === value) return
    last.current = value
    work()
  }, [value])
}
