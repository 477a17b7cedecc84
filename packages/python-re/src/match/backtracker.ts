import { lowCodes } from '../unicode/char-set.ts'
import { readText, type TextCodes } from '../unicode/text-codes.ts'
import { canComeFirst } from './can-come-first.ts'
import { FailureMemo } from './failure-memo.ts'
import { FrameStack, failureMark, nothingLeft } from './frame-stack.ts'
import { action, foldNumbers, type Instruction, type Program, unlimited } from './instruction.ts'
import { holdsAt } from './place-test.ts'
import { RunTable } from './run-table.ts'
import { isSame, sameLength } from './same-text.ts'
import { charactersAStep, optionsAStep, StepCount } from './step-count.ts'

/** Failures are remembered after so many steps: nearly all values are done before. */
const stepsWithoutMemo = 2_000

/**
 * Runs a program on a text by trying one way after another, in Python's order. Steps are counted, and all that costs
 * more than a step by what it costs: a text that needs too many ends in StepsExhausted, each time at the same step.
 */
export class Backtracker {
  readonly program: Program
  readonly #stack: FrameStack
  readonly #memo: FailureMemo
  readonly #runs: RunTable
  readonly #count = new StepCount()
  #codes: Int32Array = new Int32Array(0)
  #text: TextCodes = readText('')
  #at = 0
  #place = 0
  #wasNonEmpty = false

  /** `rememberAfter`: failures are remembered after so many steps. */
  constructor(program: Program, rememberAfter = stepsWithoutMemo) {
    this.program = program
    this.#stack = new FrameStack(program.registers)
    this.#runs = new RunTable(program)
    this.#memo = new FailureMemo(this.#stack, this.#count, program.instructions.length, rememberAfter)
  }

  /** After a match, where groups begin and end, by 2 * group and 2 * group + 1; -1 where they are not set. */
  get marks(): Int32Array {
    return this.#stack.registers
  }

  /** Takes the value that is searched from now on; the steps of all its searches are counted together. */
  begin(value: string): TextCodes {
    const text = readText(value)
    this.#text = text
    this.#codes = text.codes
    this.#count.begin(text.length)
    this.#memo.clear()
    this.#runs.begin(text.codes)
    return text
  }

  /** Where the match that begins at a place ends; -1 when none begins there. Throws StepsExhausted. */
  matchAt(start: number, nonEmpty: boolean): number {
    this.#count.add(1)
    const { first, instructions } = this.program
    if (first !== undefined && !canComeFirst(first, this.#codes[start] as number)) return -1
    this.#stack.clear()
    this.#at = this.program.start
    this.#place = start
    // What fails only for being empty here may match elsewhere.
    if (nonEmpty || this.#wasNonEmpty) this.#memo.clear()
    this.#wasNonEmpty = nonEmpty
    for (;;) {
      this.#count.add(1)
      const instruction = instructions[this.#at] as Instruction
      if (instruction.action === action.accept && !(nonEmpty && this.#place === start)) return this.#place
      if (!this.#perform(instruction) && !this.#goBack()) return -1
    }
  }

  /** Performs one instruction; false when this way leads nowhere. */
  #perform(instruction: Instruction): boolean {
    const { next, register } = instruction
    switch (instruction.action) {
      case action.character:
        if (!instruction.takes.has(this.#codes[this.#place] as number)) return false
        return this.#goTo(next, this.#place + 1)
      case action.choice:
        return this.#mayLead(instruction) && this.#choose(instruction, this.#place, 0)
      case action.run:
        return this.#run(instruction)
      case action.loop:
        return this.#mayLead(instruction) && this.#loop(instruction)
      case action.save:
        this.#stack.set(register, this.#place)
        return this.#goTo(next, this.#place)
      case action.place:
        return holdsAt(instruction.detail, this.#text, this.#place) && this.#goTo(next, this.#place)
      case action.reference:
        return this.#repeat(instruction)
      case action.condition:
        return this.#goTo(this.#stack.between(register) >= 0 ? next : instruction.other, this.#place)
      case action.beginLoop:
        this.#stack.set(register, 0)
        this.#stack.set(register + 1, -1)
        return this.#goTo(next, this.#place)
      default:
        return this.#performInner(instruction)
    }
  }

  /** Parts that are matched by themselves: what is left open in them is given up when they are through. */
  #performInner(instruction: Instruction): boolean {
    const { next, other, register } = instruction
    switch (instruction.action) {
      case action.atomic:
        this.#stack.noteHeight(register)
        return this.#goTo(next, this.#place)
      case action.endAtomic:
        this.#count.add(this.#stack.commit(register))
        return this.#goTo(next, this.#place)
      case action.look: {
        const from = this.#place - instruction.detail
        this.#stack.set(register + 1, this.#place)
        this.#stack.noteHeight(register)
        return from >= 0 && this.#goTo(other, from)
      }
      case action.endLook:
        this.#count.add(this.#stack.commit(register))
        return this.#goTo(next, this.#stack.registers[register + 1] as number)
      case action.lookNot: {
        const from = this.#place - instruction.detail
        if (from < 0) return this.#goTo(next, this.#place)
        this.#stack.noteHeight(register)
        this.#stack.push(instruction.at, this.#place, 0)
        return this.#goTo(other, from)
      }
      case action.endLookNot:
        this.#stack.unwind(register)
        return false
      default:
        return false
    }
  }

  #goTo(at: number, place: number): true {
    this.#at = at
    this.#place = place
    return true
  }

  /** Goes back to the last place where another way was left open; false when there is none. */
  #goBack(): boolean {
    const stack = this.#stack
    for (;;) {
      const kind = stack.pop()
      if (kind === nothingLeft) return false
      if (kind === failureMark) this.#memo.add(stack.place)
      else if (this.#resume(this.program.instructions[kind] as Instruction, stack.place, stack.rest))
        return true
      this.#count.add(1)
    }
  }

  #resume(instruction: Instruction, place: number, rest: number): boolean {
    if (instruction.action === action.choice) return this.#choose(instruction, place, rest)
    if (instruction.action === action.run) return this.#leaveRun(instruction, place, rest)
    if (instruction.action !== action.loop || !instruction.lazy) return this.#goTo(instruction.next, place)
    this.#place = place
    return this.#mayGoRound(instruction) && this.#goRound(instruction)
  }

  /** False when an instruction is known to fail here. */
  #mayLead(instruction: Instruction): boolean {
    return this.#memo.failsFrom(instruction, this.#place, this.#place, this.#text) > this.#place
  }

  #choose({ at, options }: Instruction, place: number, from: number): boolean {
    const code = this.#codes[place] as number
    if (code >= lowCodes) this.#count.add(options.count / optionsAStep)
    const worth = options.worthTrying(code)
    if (from >= worth.length) return false
    if (from + 1 < worth.length) this.#stack.push(at, place, from + 1)
    return this.#goTo(worth[from] as number, place)
  }

  #loop(instruction: Instruction): boolean {
    const { at, register, least, lazy, next } = instruction
    const rounds = this.#stack.registers[register] as number
    if (rounds < least) {
      this.#stack.set(register, rounds + 1)
      return this.#goTo(instruction.other, this.#place)
    }
    if (!lazy && !this.#mayGoRound(instruction)) return this.#goTo(next, this.#place)
    this.#stack.push(at, this.#place, 0)
    return lazy ? this.#goTo(next, this.#place) : this.#goRound(instruction)
  }

  /** After a round that took nothing Python tries no further one. */
  #mayGoRound({ register, most }: Instruction): boolean {
    const { registers } = this.#stack
    return (registers[register] as number) < most && registers[register + 1] !== this.#place
  }

  #goRound({ register, other }: Instruction): boolean {
    this.#stack.set(register, (this.#stack.registers[register] as number) + 1)
    this.#stack.set(register + 1, this.#place)
    return this.#goTo(other, this.#place)
  }

  #run(instruction: Instruction): boolean {
    const { at, least, most, lazy, longestOnly, next, takes, detail, stops } = instruction
    const place = this.#place
    const end = this.#runs.endOf(takes, detail, place)
    this.#count.add(this.#runs.looked / charactersAStep)
    const shortest = place + least
    if (Math.min(end, place + most) < shortest) return false
    const failsFrom = this.#memo.failsFrom(instruction, most === unlimited ? end : place, place, this.#text)
    if (failsFrom <= place || (longestOnly && failsFrom !== unlimited)) return false
    // Where a later place of the run is known to fail, only what it could not reach is left.
    const longest = Math.min(end, place + most, failsFrom + least - 1)
    if (longestOnly) return this.#goTo(next, longest)
    if (lazy) return this.#leaveRun(instruction, shortest, longest)
    if (stops === undefined) return this.#leaveRun(instruction, longest, shortest)
    const leave = this.#runs.lastLeave(at, stops, shortest, longest)
    this.#count.add(this.#runs.looked / charactersAStep)
    return this.#leaveRun(instruction, leave, shortest)
  }

  /** Leaves a run at `place`, or nearer to `last` where what comes next can begin there. */
  #leaveRun({ at, lazy, stops, echoes, next }: Instruction, place: number, last: number): boolean {
    const step = lazy ? 1 : -1
    const codes = this.#codes
    let leave = place
    if (stops !== undefined) {
      while (leave !== last && !canComeFirst(stops, codes[leave] as number)) leave += step
    } else if (echoes >= 0) {
      const begin = this.#stack.registers[echoes] as number
      while (leave !== last && leave > begin && !isSame(codes, begin, leave, 'unicode')) leave += step
    }
    this.#count.add(Math.abs(leave - place) / charactersAStep)
    if (leave !== last) this.#stack.push(at, leave + step, last)
    return this.#goTo(next, leave)
  }

  /** The text of a group once more, in whatever case. */
  #repeat({ register, detail, next }: Instruction): boolean {
    const width = this.#stack.between(register)
    const place = this.#place
    if (width < 0 || place + width > this.#text.length) return false
    const start = this.#stack.registers[register] as number
    const same = sameLength(this.#codes, start, place, width, foldNumbers[detail] ?? 'none')
    this.#count.add(same / charactersAStep)
    return same === width && this.#goTo(next, place + width)
  }
}
