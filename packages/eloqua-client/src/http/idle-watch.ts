/** Notices that nothing has happened for a while. Runs from the start; `beat` begins anew, `pause` stops it. */
export function idleWatch(idleMs: number) {
  let timer: NodeJS.Timeout | undefined
  let silent = false
  let act: () => void = () => undefined
  const watch = {
    beat(): void {
      clearTimeout(timer)
      timer = setTimeout(() => {
        silent = true
        act()
      }, idleMs)
    },
    pause: (): void => clearTimeout(timer),
    /** What to do when it has been silent for too long. */
    onSilence(action: () => void): void {
      act = action
    },
    silent: (): boolean => silent,
  }
  watch.beat()
  return watch
}
