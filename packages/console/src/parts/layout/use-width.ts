import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** The width of an element in pixels, kept up to date: for drawings that fill it. */
export function useWidth(guess: number): [RefObject<HTMLElement | null>, number] {
  const element = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(guess)
  useLayoutEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width))
    })
    setWidth(Math.floor(element.current.clientWidth))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
