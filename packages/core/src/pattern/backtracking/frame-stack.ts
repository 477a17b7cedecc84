const frameSize = 3
/** Room beyond this many frames is given back. */
const mostIdleFrames = 10_000

/** What `pop` returns when nothing is left, and for the mark of something that failed. */
export const nothingLeft = -1
export const failureMark = -2
const firstUndo = -3

/** The ways left open, what is to be undone on the way back to them, and marks of what is known to fail by then. */
export class FrameStack {
  #frames = new Int32Array(frameSize * 64)
  #top = 0
  /** Facts of the frame popped last. */
  place = 0
  rest = 0

  /** To come back to with `pop`, `commit` or `unwind`. */
  get height(): number {
    return this.#top
  }

  clear(): void {
    this.#top = 0
    if (this.#frames.length > frameSize * mostIdleFrames) this.#frames = new Int32Array(frameSize * 64)
  }

  /** Leaves a way open: the instruction that knows it, the place, and which of its ways come next. */
  push(instruction: number, place: number, rest: number): void {
    if (this.#top + frameSize > this.#frames.length) this.#grow()
    const frames = this.#frames
    frames[this.#top] = instruction
    frames[this.#top + 1] = place
    frames[this.#top + 2] = rest
    this.#top += frameSize
  }

  pushUndo(register: number, value: number): void {
    this.push(firstUndo - register, value, 0)
  }

  /** The instruction of the way left open last, or `nothingLeft` or `failureMark`; undoes what was done since. */
  pop(registers: Int32Array): number {
    const frames = this.#frames
    while (this.#top > 0) {
      this.#top -= frameSize
      const kind = frames[this.#top] as number
      if (kind > firstUndo) {
        this.place = frames[this.#top + 1] as number
        this.rest = frames[this.#top + 2] as number
        return kind
      }
      registers[firstUndo - kind] = frames[this.#top + 1] as number
    }
    return nothingLeft
  }

  /** Gives up all ways left open above a height, but keeps what is to be undone; returns how many frames it saw. */
  commit(height: number): number {
    const frames = this.#frames
    let kept = height
    for (let from = height; from < this.#top; from += frameSize) {
      if ((frames[from] as number) > firstUndo) continue
      frames.copyWithin(kept, from, from + frameSize)
      kept += frameSize
    }
    const seen = (this.#top - height) / frameSize
    this.#top = kept
    return seen
  }

  /** Gives up everything above a height and undoes it. */
  unwind(height: number, registers: Int32Array): void {
    const frames = this.#frames
    while (this.#top > height) {
      this.#top -= frameSize
      const kind = frames[this.#top] as number
      if (kind <= firstUndo) registers[firstUndo - kind] = frames[this.#top + 1] as number
    }
  }

  #grow(): void {
    const frames = new Int32Array(this.#frames.length * 2)
    frames.set(this.#frames)
    this.#frames = frames
  }
}
