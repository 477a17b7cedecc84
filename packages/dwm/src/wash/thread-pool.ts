import { Worker } from 'node:worker_threads'
import type { Chunk } from '@dwmops/record-files'
import type { ChunkSetup, WashedChunk } from './chunk-washer.ts'

/** Chunks that each thread may have, in work or waiting: so many that it is never idle, and few in memory. */
const chunksPerThread = 4

/** Beside the program when it is bundled, else beside this file. */
const thread = new URL(
  import.meta.url.endsWith('.ts') ? './wash-thread.ts' : './wash-thread.mjs',
  import.meta.url,
)

/** Threads that wash chunks beside this one; results come in the order in which chunks were added. */
export class ThreadPool {
  readonly #threads: readonly Thread[]
  readonly #results: (WashedChunk | Promise<WashedChunk>)[] = []

  /** `threads` is how many there are besides this one. */
  constructor(setup: ChunkSetup, threads: number) {
    this.#threads = Array.from({ length: threads }, () => new Thread(setup))
  }

  /** Gives a chunk to the thread that has the least to do; where all have enough, it is washed here. */
  add(chunk: Chunk, washHere: (chunk: Chunk) => WashedChunk): void {
    const idlest = this.#threads.reduce((one, other) => (other.waiting < one.waiting ? other : one))
    this.#results.push(idlest.waiting < chunksPerThread ? idlest.wash(chunk) : washHere(chunk))
  }

  /** True when so many results are on their way that the earliest has to be taken first. */
  get isFull(): boolean {
    return this.#results.length > this.#threads.length * chunksPerThread
  }

  get isEmpty(): boolean {
    return this.#results.length === 0
  }

  /** The result of the earliest chunk that was not asked for yet. Throws what made its thread fail. */
  async next(): Promise<WashedChunk> {
    const result = this.#results.shift()
    if (result === undefined) throw new Error('no chunk was added')
    return result
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((one) => one.end()))
  }
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

  wash(chunk: Chunk): Promise<WashedChunk> {
    const answer = Promise.withResolvers<WashedChunk>()
    answer.promise.catch(() => undefined) // met by those who ask for the result
    if (this.#failure === undefined) {
      this.#waiting.push(answer)
      this.#worker.postMessage(chunk)
    } else answer.reject(this.#failure)
    return answer.promise
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}
