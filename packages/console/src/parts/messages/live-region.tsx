import { useEffect, useState } from 'preact/hooks'

const announced = 'console:announced'

/** Says something to a screen reader, and shows it for some seconds in the corner. */
export function announce(text: string): void {
  dispatchEvent(new CustomEvent(announced, { detail: text }))
}

const shownMs = 6_000

/** Where announcements appear; once in the page. */
export function LiveRegion() {
  const [text, setText] = useState('')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hear = (event: Event) => {
      setText(String((event as CustomEvent<unknown>).detail))
      clearTimeout(timer)
      timer = setTimeout(() => setText(''), shownMs)
    }
    addEventListener(announced, hear)
    return () => removeEventListener(announced, hear)
  }, [])
  return (
    <div class="live-region" role="status" aria-live="polite">
      {text !== '' && <p>{text}</p>}
    </div>
  )
}
