/** What the browser's history keeps of a place, for when the reader comes back to it. */
interface Memory {
  /** Pages of each list that were read, by the key of the list. */
  readonly pages?: Readonly<Record<string, number>>
  readonly scroll?: number
  /** The link by which it was left. */
  readonly link?: string
}

const name = 'dwmops'
const restMs = 100

function remembered(): Memory {
  return history.state?.[name] ?? {}
}

function remember(more: Memory): void {
  history.replaceState({ ...history.state, [name]: { ...remembered(), ...more } }, '')
}

/** How many pages of a list were read here before; 1 for a place that is new. */
export function pagesRead(list: string): number {
  return remembered().pages?.[list] ?? 1
}

export function rememberPages(list: string, pages: number): void {
  remember({ pages: { ...remembered().pages, [list]: pages } })
}

/**
 * Keeps how far a page is scrolled, and takes the reader back to there and to the link by which they left, once the page is long enough
 * again. `onArrival` is for a place that is new. Gives what ends it.
 */
export function followScroll(onArrival: () => void): () => void {
  let restoring: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = () => remember({ scroll: scrollY })
  const onScroll = () => {
    clearTimeout(timer)
    if (restoring === undefined) timer = setTimeout(save, restMs)
  }
  const onClick = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest('a[href]')?.getAttribute('href') : undefined
    if (link == null) return
    clearTimeout(timer)
    remember({ scroll: scrollY, link })
  }
  const goBack = () => {
    clearTimeout(timer)
    restoring?.()
    restoring = restore(() => {
      restoring = undefined
    })
  }
  const onMove = ({ state }: PopStateEvent) => {
    clearTimeout(timer)
    if (state?.[name] !== undefined) goBack()
  }
  addEventListener('scroll', onScroll, { passive: true })
  addEventListener('click', onClick, { capture: true })
  addEventListener('popstate', onMove)
  if ((remembered().scroll ?? 0) > 0) goBack()
  else onArrival()
  return () => {
    clearTimeout(timer)
    restoring?.()
    removeEventListener('scroll', onScroll)
    removeEventListener('click', onClick, { capture: true })
    removeEventListener('popstate', onMove)
  }
}

const byReader = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const

/** Scrolls to where the reader was as soon as there is so much page, unless they begin to move themselves. Gives what gives it up. */
function restore(onEnd: () => void): () => void {
  const { scroll = 0, link } = remembered()
  const attempt = () => {
    if (document.documentElement.scrollHeight - innerHeight < scroll) return
    scrollTo(0, scroll)
    if (link !== undefined)
      document
        .querySelector<HTMLElement>(`main a[href="${CSS.escape(link)}"]`)
        ?.focus({ preventScroll: true })
    end()
  }
  const observer = new ResizeObserver(attempt)
  const end = () => {
    observer.disconnect()
    for (const event of byReader) removeEventListener(event, end)
    onEnd()
  }
  for (const event of byReader) addEventListener(event, end, { passive: true })
  observer.observe(document.body)
  return end
}
