import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Chunk } from '@dwmops/record-files'
import type { ChunkSetup, WashedChunk } from './chunk-washer.ts'

/** Chunks that each thread may have, in work or waiting: so many that it is never idle, and few in memory. */
const chunksPerThread = 4
/** Results that may lie ready behind an earlier one that a thread is slow with, for each thread. */
const readyPerThread = 8

/** Beside the program when it is bundled, else beside this file. */
const thread = new URL(
  import.meta.url.endsWith('.ts') ? './wash-thread.ts' : './wash-thread.mjs',
  import.meta.url,
)

/** Threads that wash chunks beside this one; results come in the order in which chunks were added. */
export class ThreadPool {
  readonly #threads: readonly Thread[]
  readonly #results: Result[] = []

  /** `threads` is how many there are besides this one. */
  constructor(setup: ChunkSetup, threads: number) {
    this.#threads = Array.from({ length: threads }, () => new Thread(setup))
  }

  /** Gives a chunk to the thread that has the least to do; where all have enough, it is washed here. */
  async add(chunk: Chunk, washHere: (chunk: Chunk) => WashedChunk): Promise<void> {
    const idlest = this.#threads.reduce((one, other) => (other.waiting < one.waiting ? other : one))
    if (idlest.waiting < chunksPerThread) {
      this.#results.push(idlest.wash(chunk))
      return
    }
    const washed = washHere(chunk)
    this.#results.push({ isReady: true, washed: Promise.resolve(washed) })
    await setImmediate() // lets answers of threads in
  }

  /** The earliest results that are ready; waits for them while too many are on their way. */
  async *ready(): AsyncGenerator<WashedChunk> {
    const most = this.#threads.length * (chunksPerThread + readyPerThread)
    while (this.#results[0]?.isReady === true || this.#results.length > most) yield* this.#first()
  }

  /** All other results. */
  async *rest(): AsyncGenerator<WashedChunk> {
    while (this.#results.length > 0) yield* this.#first()
  }

  /** Throws what made its thread fail. */
  async *#first(): AsyncGenerator<WashedChunk> {
    const result = this.#results.shift()
    if (result !== undefined) yield await result.washed
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((one) => one.end()))
  }
}

/** A chunk that is washed or being washed. */
interface Result {
  isReady: boolean
  readonly washed: Promise<WashedChunk>
}

/** One thread; it answers in the order in which it is asked. */
class Thread {
  readonly #worker: Worker
  readonly #waiting: PromiseWithResolvers<WashedChunk>[] = []
  #failure: unknown

  constructor(setup: ChunkSetup) {
    this.#worker = new Worker(thread)
    this.#worker.postMessage(setup)
    this.#worker.on('message', (washed: WashedChunk) => this.#waiting.shift()?.resolve(washed))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', (code) => this.#fail(new Error(`a thread of dwm wash ended with ${code}`)))
  }

  /** Chunks that were not answered yet. */
  get waiting(): number {
    return this.#waiting.length
  }

  wash(chunk: Chunk): Result {
    const answer = Promise.withResolvers<WashedChunk>()
    const result = { isReady: false, washed: answer.promise }
    const setReady = () => {
      result.isReady = true
    }
    answer.promise.then(setReady, setReady) // a failure is met by those who ask for the result
    if (this.#failure === undefined) {
      this.#waiting.push(answer)
      this.#worker.postMessage(chunk)
    } else answer.reject(this.#failure)
    return result
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}
