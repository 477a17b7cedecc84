import { MongoNetworkError } from 'mongodb'
import { writeConcernError } from './write-concern-error.ts'

/**
 * What happens to the command that an actor waits with.
 * - go: it is carried out and answered. - repeat: carried out twice, the first answer counts.
 * - fail: never arrives. - loseAnswer: carried out, and the connection ends before the answer.
 * - writeConcernError: carried out, and the answer is that no majority has it.
 * - killBefore, killAfter: the actor never goes on; its command was not, or was, carried out.
 */
export type Move = 'go' | 'repeat' | 'fail' | 'loseAnswer' | 'writeConcernError' | 'killBefore' | 'killAfter'

/** Carries a command out; `isAnswered`: its sender will be given the answer. */
type RunCommand<T> = (isAnswered: boolean) => Promise<T>

/** Something that stops before every command. */
export type Gate = <T>(command: string, run: RunCommand<T>) => Promise<T>

interface Waiting {
  command: string
  run: RunCommand<unknown>
  resolve: (answer: unknown) => void
  reject: (error: unknown) => void
}

/** A worker that goes on only when the scheduler says so, one database command at a time. */
export class Actor {
  readonly name: string
  #waiting: Waiting | undefined
  #still = Promise.withResolvers<void>()

  readonly index: number

  constructor(kind: string, index: number) {
    this.name = `${kind} ${index}`
    this.index = index
  }

  /** Starts its work and runs it up to its first command. */
  async start(work: () => Promise<void>): Promise<void> {
    const ended = work()
    ended.then(
      () => this.#still.resolve(),
      (error: unknown) => this.#still.reject(error),
    )
    await this.#still.promise
  }

  /** Stops the work before a command until the scheduler lets it go on. */
  readonly gate: Gate = <T>(command: string, run: RunCommand<T>) => {
    if (this.#waiting !== undefined) throw new Error(`${this.name} has two commands under way`)
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    this.#waiting = { command, run, resolve: (answer) => resolve(answer as T), reject }
    this.#still.resolve()
    return promise
  }

  /** The command it waits with; undefined when its work has ended or it was killed. */
  get command(): string | undefined {
    return this.#waiting?.command
  }

  /** The waiting command, to be carried out a second time later on. */
  get duplicate(): (() => Promise<unknown>) | undefined {
    const run = this.#waiting?.run
    return run && (() => run(false))
  }

  /** Carries the move out and runs on to the next command or the end. Throws what the work throws. */
  async go(move: Move): Promise<void> {
    const waiting = this.#waiting
    if (waiting === undefined) throw new Error(`${this.name} waits with no command`)
    this.#waiting = undefined
    this.#still = Promise.withResolvers<void>()
    if (move === 'killBefore') return
    if (move === 'killAfter') {
      await waiting.run(false).catch(() => 'nobody is there to hear')
      return
    }
    await answer(waiting, move)
    await this.#still.promise
  }
}

async function answer({ command, run, resolve, reject }: Waiting, move: Move): Promise<void> {
  if (move === 'fail' || move === 'loseAnswer' || move === 'writeConcernError') {
    if (move !== 'fail') await run(false).catch(() => 'this answer is lost too')
    reject(
      move === 'writeConcernError'
        ? writeConcernError(command)
        : new MongoNetworkError('connection cut by the simulation'),
    )
    return
  }
  try {
    const first = await run(true)
    if (move === 'repeat') await run(true).catch(() => 'the first answer counts')
    resolve(first)
  } catch (error) {
    reject(error)
  }
}
