import type { TextLetters } from '../text-letters.ts'
import { FailureMemo, stateOf } from './failure-memo.ts'
import { FrameStack, failureMark, nothingLeft } from './frame-stack.ts'
import { action, foldNumbers, type Instruction, type Program } from './instruction.ts'
import { holdsAt } from './place-test.ts'
import { SearchedText } from './searched-text.ts'
import { StepsExhausted } from './steps-exhausted.ts'

/** The most steps that one search of a value may take: some 3 ms of a 2020s core, a few times that before V8 is warm. */
export const mostSteps = 200_000

/** Failures are remembered from here on: nearly all values are done before. */
const stepsWithoutMemo = 2_000

/** What a look at the memo counts, for a state that is a number and for one that is a text. */
const memoSteps = 10
const longMemoSteps = 40

/** So many characters that are only compared count as one step. */
const charactersAStep = 4

/**
 * Runs a program on a text by trying one way after another, in Python's order. Steps are counted, and all that costs
 * more than a step by what it costs: a text that needs too many ends in StepsExhausted, each time at the same step.
 */
export class Backtracker {
  readonly #program: Program
  readonly #registers: Int32Array
  readonly #stack = new FrameStack()
  readonly #memo = new FailureMemo()
  readonly #text = new SearchedText((steps) => this.#count(steps))
  #letters: Uint16Array = new Uint16Array(0)
  #steps = 0
  #at = 0
  #place = 0
  #wasNonEmpty = false

  constructor(program: Program) {
    this.#program = program
    this.#registers = new Int32Array(program.registers)
  }

  /** After a match, where groups begin and end, by 2 * group and 2 * group + 1; -1 where they are not set. */
  get marks(): Int32Array {
    return this.#registers
  }

  /** To be called before a text is searched; it must not change until the search is over. */
  begin(text: TextLetters): void {
    this.#text.begin(text)
    this.#letters = text.letters
    this.#steps = 0
    this.#memo.clear()
  }

  /** Where the match that begins at a place ends; -1 when none begins there. Throws StepsExhausted. */
  matchAt(start: number, nonEmpty: boolean): number {
    this.#count(1)
    const { firstLetters, instructions } = this.#program
    if (firstLetters !== undefined && firstLetters[this.#letters[start] as number] === 0) return -1
    this.#registers.fill(-1)
    this.#stack.clear()
    this.#at = this.#program.start
    this.#place = start
    // What fails only for being empty here may match elsewhere.
    if (nonEmpty || this.#wasNonEmpty) this.#memo.clear()
    this.#wasNonEmpty = nonEmpty
    for (;;) {
      this.#count(1)
      const instruction = instructions[this.#at] as Instruction
      if (instruction.action === action.accept && !(nonEmpty && this.#place === start)) return this.#place
      if (!this.#perform(instruction) && !this.#goBack()) return -1
    }
  }

  #count(steps: number): void {
    this.#steps += steps
    if (this.#steps > mostSteps) throw new StepsExhausted()
  }

  /** Performs one instruction; false when this way leads nowhere. */
  #perform(instruction: Instruction): boolean {
    const { next, register } = instruction
    switch (instruction.action) {
      case action.character:
        if (instruction.takes[this.#letters[this.#place] as number] === 0) return false
        return this.#goTo(next, this.#place + 1)
      case action.choice:
        return this.#isWorthTrying(instruction) && this.#choose(instruction, this.#place, 0)
      case action.run:
        return this.#isWorthTrying(instruction) && this.#run(instruction)
      case action.loop:
        return this.#isWorthTrying(instruction) && this.#loop(instruction)
      case action.save:
        this.#set(register, this.#place)
        return this.#goTo(next, this.#place)
      case action.place:
        return (
          holdsAt(instruction.detail, this.#text.codes, this.#text.length, this.#place) &&
          this.#goTo(next, this.#place)
        )
      case action.reference:
        return this.#repeat(instruction)
      case action.condition:
        return this.#goTo(this.#isSet(register) ? next : instruction.other, this.#place)
      case action.beginLoop:
        this.#set(register, 0)
        this.#set(register + 1, -1)
        return this.#goTo(next, this.#place)
      case action.accept:
        return false
      default:
        return this.#performInner(instruction)
    }
  }

  /** Parts that are matched by themselves: what is left open in them is given up when they are through. */
  #performInner(instruction: Instruction): boolean {
    const { next, other, register } = instruction
    switch (instruction.action) {
      case action.atomic:
        this.#set(register, this.#stack.height + frameOfItself)
        return this.#goTo(next, this.#place)
      case action.endAtomic:
        this.#count(this.#stack.commit(this.#registers[register] as number))
        return this.#goTo(next, this.#place)
      case action.look: {
        const from = this.#place - instruction.detail
        this.#set(register + 1, this.#place)
        this.#set(register, this.#stack.height + frameOfItself)
        return from >= 0 && this.#goTo(other, from)
      }
      case action.endLook:
        this.#count(this.#stack.commit(this.#registers[register] as number))
        return this.#goTo(next, this.#registers[register + 1] as number)
      case action.lookNot: {
        const from = this.#place - instruction.detail
        if (from < 0) return this.#goTo(next, this.#place)
        this.#set(register, this.#stack.height + frameOfItself)
        this.#stack.push(instruction.at, this.#place, 0)
        return this.#goTo(other, from)
      }
      default:
        this.#stack.unwind(this.#registers[register] as number, this.#registers)
        return false
    }
  }

  #goTo(at: number, place: number): true {
    this.#at = at
    this.#place = place
    return true
  }

  #set(register: number, value: number): void {
    this.#stack.pushUndo(register, this.#registers[register] as number)
    this.#registers[register] = value
  }

  /** Goes back to the last place where another way was left open; false when there is none. */
  #goBack(): boolean {
    const stack = this.#stack
    for (;;) {
      const kind = stack.pop(this.#registers)
      if (kind === nothingLeft) return false
      if (kind === failureMark) this.#memo.add(stack.place)
      else if (this.#resume(this.#program.instructions[kind] as Instruction, stack.place, stack.rest))
        return true
      this.#count(1)
    }
  }

  #resume(instruction: Instruction, place: number, rest: number): boolean {
    if (instruction.action === action.choice) return this.#choose(instruction, place, rest)
    if (instruction.action === action.run) return this.#leaveRun(instruction, place, rest)
    if (instruction.action !== action.loop || !instruction.lazy) return this.#goTo(instruction.next, place)
    this.#place = place
    return this.#mayGoRound(instruction) && this.#goRound(instruction)
  }

  /** False for what failed before in the same state; after many steps also marks the stack to learn of new failures. */
  #isWorthTrying(instruction: Instruction): boolean {
    if (this.#steps < stepsWithoutMemo) return true
    const state = stateOf(instruction, this.#place, this.#text.length, this.#registers)
    this.#count(typeof state === 'number' ? memoSteps : longMemoSteps)
    if (this.#memo.has(state)) return false
    this.#stack.push(failureMark, this.#memo.note(state), 0)
    return true
  }

  #choose({ at, options }: Instruction, place: number, from: number): boolean {
    const worth = options[this.#letters[place] as number] as Int32Array
    if (from >= worth.length) return false
    if (from + 1 < worth.length) this.#stack.push(at, place, from + 1)
    return this.#goTo(worth[from] as number, place)
  }

  #loop(instruction: Instruction): boolean {
    const { at, register, least, lazy, next } = instruction
    if ((this.#registers[register] as number) < least) {
      this.#set(register, (this.#registers[register] as number) + 1)
      return this.#goTo(instruction.other, this.#place)
    }
    if (!lazy && !this.#mayGoRound(instruction)) return this.#goTo(next, this.#place)
    this.#stack.push(at, this.#place, 0)
    return lazy ? this.#goTo(next, this.#place) : this.#goRound(instruction)
  }

  /** After a round that took nothing Python tries no further one. */
  #mayGoRound({ register, most }: Instruction): boolean {
    return (this.#registers[register] as number) < most && this.#registers[register + 1] !== this.#place
  }

  #goRound({ register, other }: Instruction): boolean {
    this.#set(register, (this.#registers[register] as number) + 1)
    this.#set(register + 1, this.#place)
    return this.#goTo(other, this.#place)
  }

  #run(instruction: Instruction): boolean {
    const { least, most, lazy, longestOnly, next, takes } = instruction
    const place = this.#place
    const longest = Math.min(this.#text.runEnds(takes)[place] as number, place + most)
    const shortest = place + least
    if (longest < shortest) return false
    if (longestOnly) return this.#goTo(next, longest)
    return lazy
      ? this.#leaveRun(instruction, shortest, longest)
      : this.#leaveRun(instruction, longest, shortest)
  }

  /** Leaves a run at `place`, or nearer to `last` where what comes next can begin there. */
  #leaveRun({ at, lazy, stops, echoes, next }: Instruction, place: number, last: number): boolean {
    const step = lazy ? 1 : -1
    let leave = place
    if (stops !== undefined) {
      const letters = this.#letters
      while (leave !== last && stops[letters[leave] as number] === 0) leave += step
    } else if (echoes >= 0) {
      const begin = this.#registers[echoes] as number
      const codes = this.#text.foldedCodes('unicode')
      while (leave !== last && leave > begin && codes[begin] !== codes[leave]) leave += step
    }
    this.#count(Math.abs(leave - place) / charactersAStep)
    if (leave !== last) this.#stack.push(at, leave + step, last)
    return this.#goTo(next, leave)
  }

  #isSet(register: number): boolean {
    const start = this.#registers[register] as number
    return start >= 0 && (this.#registers[register + 1] as number) >= start
  }

  /** The text of a group once more, in whatever case. */
  #repeat({ register, detail, next }: Instruction): boolean {
    if (!this.#isSet(register)) return false
    const start = this.#registers[register] as number
    const width = (this.#registers[register + 1] as number) - start
    const place = this.#place
    if (place + width > this.#text.length) return false
    const codes = this.#text.foldedCodes(foldNumbers[detail] ?? 'none')
    let same = 0
    while (same < width && codes[start + same] === codes[place + same]) same++
    this.#count(same / charactersAStep)
    return same === width && this.#goTo(next, place + width)
  }
}

/** A height noted in a register counts the frame that undoes the note. */
const frameOfItself = 3
