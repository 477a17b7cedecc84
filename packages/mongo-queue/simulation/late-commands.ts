import type { SeededRandom } from '@dwmops/seeded-random'
import type { Actor, Move } from './actor.ts'

/** A command on its way. */
interface LateCommand {
  command: string
  sender: Actor
  run: () => Promise<unknown>
}

/** What the network keeps, to deliver it much later: commands that were carried out already, or that were taken for lost. */
export class LateCommands {
  readonly #random: SeededRandom
  readonly #faults: number
  readonly #kept: LateCommand[] = []

  constructor(random: SeededRandom, faults: number) {
    this.#random = random
    this.#faults = faults
  }

  get isEmpty(): boolean {
    return this.#kept.length === 0
  }

  /** Keeps by chance what an actor is about to send. */
  keep(sender: Actor, move: Move): void {
    const { duplicate: run, command = '' } = sender
    const chance = isLost(move) ? 0.5 : move === 'go' && !isMark(command) ? this.#faults / 2 : 0
    if (run !== undefined && this.#random.chance(chance)) this.#kept.push({ command, sender, run })
  }

  /** Any of what is kept. Throws when that is nothing. */
  next(): LateCommand {
    const [late] = this.#kept.splice(this.#random.between(0, this.#kept.length - 1), 1)
    if (late === undefined) throw new Error('no command is late')
    return late
  }
}

/** The sender never hears of it, and nobody knows whether it is still on its way. */
function isLost(move: Move): boolean {
  return move === 'fail' || move === 'killBefore'
}

/** The one command that is never sent twice: after a lost answer a claim begins anew, under another token. */
function isMark(command: string): boolean {
  return /^items\.updateMany \{"_id":\{"\$in":\[[^\]]*\]\},"queue"/.test(command)
}
