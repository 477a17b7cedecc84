const frameSize = 3
/** Room beyond this many frames is given back. */
const mostIdleFrames = 10_000

/** What `pop` returns when nothing is left, and for the mark of something that failed. */
export const nothingLeft = -1
export const failureMark = -2
const firstUndo = -3

/**
 * Registers, the ways left open, and between them what is to be undone in the registers on the way back, and marks of
 * what is known to fail by then.
 */
export class FrameStack {
  readonly registers: Int32Array
  #frames = new Int32Array(frameSize * 64)
  #top = 0
  /** Facts of the frame popped last. */
  place = 0
  rest = 0

  constructor(registers: number) {
    this.registers = new Int32Array(registers)
  }

  clear(): void {
    this.registers.fill(-1)
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

  /** Sets a register until something from before is popped. */
  set(register: number, value: number): void {
    this.push(firstUndo - register, this.registers[register] as number, 0)
    this.registers[register] = value
  }

  /** Notes in a register how high the stack is, for `commit` and `unwind`. */
  noteHeight(register: number): void {
    this.set(register, this.#top + frameSize)
  }

  /** How many characters stand between two marks, the first one in a register; negative when they are not set. */
  between(register: number): number {
    const start = this.registers[register] as number
    return start < 0 ? -1 : (this.registers[register + 1] as number) - start
  }

  /** The instruction of the way left open last, or `nothingLeft` or `failureMark`; undoes what was done since. */
  pop(): number {
    const frames = this.#frames
    while (this.#top > 0) {
      this.#top -= frameSize
      const kind = frames[this.#top] as number
      if (kind > firstUndo) {
        this.place = frames[this.#top + 1] as number
        this.rest = frames[this.#top + 2] as number
        return kind
      }
      this.registers[firstUndo - kind] = frames[this.#top + 1] as number
    }
    return nothingLeft
  }

  /**
   * Gives up all ways left open since the height in a register was noted, but keeps what is to be undone; returns how
   * many frames it saw.
   */
  commit(register: number): number {
    const frames = this.#frames
    const height = this.registers[register] as number
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

  /** Gives up and undoes everything since the height in a register was noted. */
  unwind(register: number): void {
    const height = this.registers[register] as number
    const frames = this.#frames
    while (this.#top > height) {
      this.#top -= frameSize
      const kind = frames[this.#top] as number
      if (kind <= firstUndo) this.registers[firstUndo - kind] = frames[this.#top + 1] as number
    }
  }

  #grow(): void {
    const frames = new Int32Array(this.#frames.length * 2)
    frames.set(this.#frames)
    this.#frames = frames
  }
}
