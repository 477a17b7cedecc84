import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { ApiContext } from '../context.ts'
import { serverStops } from '../server/refusals/refuse-while-stopping.ts'
import { threadDataOf } from './thread-data.ts'
import { threadFile } from './thread-file.ts'
import { logThreadLine } from './thread-log.ts'
import type { ForwardedAnswer, ForwardedRequest, FromThread, ToThread } from './whole-set-messages.ts'

/** A thread that nobody needed for so long gives its memory back. */
const idleMs = 600_000

/** The answer of a request, its body as Node streams it. */
export interface WholeSetAnswer extends Omit<ForwardedAnswer, 'body'> {
  readonly body: Readable
}

/** The thread that answers requests on whole rule sets: begun with the first one, and anew after it failed. */
export class WholeSetWorker {
  readonly #context: Pick<ApiContext, 'settings' | 'log'>
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #requests = 0
  readonly #waiting = new Map<number, PromiseWithResolvers<ForwardedAnswer>>()
  readonly #bodies = new Set<Readable>()

  constructor(context: Pick<ApiContext, 'settings' | 'log'>) {
    this.#context = context
  }

  /** Throws an Error when the thread ends first. */
  async answer(request: ForwardedRequest): Promise<WholeSetAnswer> {
    const id = this.#requests++
    const answered = Promise.withResolvers<ForwardedAnswer>()
    this.#waiting.set(id, answered)
    clearTimeout(this.#idle)
    this.#worker ??= this.#begin()
    this.#worker.postMessage({ id, request } satisfies ToThread)
    const { body, ...head } = await answered.promise
    const readable = Readable.fromWeb(body)
    this.#bodies.add(readable)
    readable.once('close', () => {
      this.#bodies.delete(readable)
      this.#endWhenIdle()
    })
    return { ...head, body: readable }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#fail(serverStops())
    await worker?.terminate()
  }

  #begin(): Worker {
    const worker = new Worker(threadFile('whole-set-thread'), { workerData: threadDataOf(this.#context) })
    worker.on('message', (message: FromThread) => {
      if ('line' in message) return logThreadLine(this.#context.log, message.line)
      this.#waiting.get(message.id)?.resolve(message.answer)
      this.#waiting.delete(message.id)
    })
    const fail = (error: unknown) => this.#worker === worker && this.#fail(error)
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('the thread of whole rule sets ended')))
    return worker
  }

  #fail(error: unknown): void {
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    for (const body of this.#bodies) body.destroy(error as Error)
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle)
    if (this.#waiting.size + this.#bodies.size > 0) return
    this.#idle = setTimeout(() => void this.stop(), idleMs).unref()
  }
}
