interface Task {
  readonly controller: AbortController
  readonly ended: Promise<unknown>
}

/** Work that goes on after its request was answered, and ends with the server. */
export class BackgroundWork {
  readonly #stopping = new AbortController()
  readonly #tasks = new Map<string, Task>()

  /** Aborted when the server stops: for what is done within a request. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  /** Begins a task, which ends early when its signal says so; settles with it. */
  start<T>(id: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    const work = task(AbortSignal.any([this.#stopping.signal, controller.signal]))
    const forget = () => void this.#tasks.delete(id)
    this.#tasks.set(id, { controller, ended: work.then(forget, forget) })
    return work
  }

  /** Gives a task up; does nothing when it is not under way here. */
  cancel(id: string, reason: Error): void {
    this.#tasks.get(id)?.controller.abort(reason)
  }

  /** Gives all up, and waits until they have ended. */
  async stop(reason: Error): Promise<void> {
    this.#stopping.abort(reason)
    await Promise.all(Array.from(this.#tasks.values(), ({ ended }) => ended))
  }
}
